// Written by `python -m scripts.component_types` from the payloads' dataclasses.

declare namespace encoding_rows {
  interface EncodingRows {
    rows: encoding_rows.Row[];
    characters: string[];
    start: number;
    label: string;
    selected: [number, number] | null;
    labels: encoding_rows.Labels;
  }
  interface Events {
    character: number;
  }
  interface Row {
    name: string;
    used_by: string;
    count: string;
    ratio: string;
    share: number;
    cells: encoding_rows.Cell[];
  }
  interface Cell {
    text: string;
    start: number;
    end: number;
    n: number;
    title: string;
  }
  interface Labels {
    split: string;
    before: string;
    after: string;
  }
}

declare namespace head_numbers {
  interface HeadNumbers {
    columns: head_numbers.Column[];
    rows: head_numbers.Row[];
    labels: head_numbers.Labels;
  }
  interface Events {
  }
  interface Column {
    id: string;
    kind: "name" | "number" | "share" | "strip";
    title: string;
    note: string;
  }
  interface Row {
    kind: "query" | "key" | "rest" | "sum";
    name: string;
    token: boolean;
    place: number | null;
    numbers: Record<string, string>;
    share: number | null;
    masked: boolean;
    strips: Record<string, head_numbers.Vector>;
  }
  interface Vector {
    letter: string;
    role: string;
    values: Base64;
  }
  interface Labels {
    table: string;
    dimension: string;
  }
}

declare namespace head_view {
  interface HeadView {
    weights: Base64;
    tokens: string[];
    position: number;
    causal: boolean;
    window: number | null;
    without_first: boolean;
    labels: head_view.Labels;
    notes: string[];
  }
  interface Events {
    chosen: number;
  }
  interface Labels {
    view: string;
    query: string;
    key: string;
    masked: string;
    left_out: string;
    looks: string;
    unseen: string;
    far: string;
    share: string;
    how: string;
  }
}

declare namespace head_wall {
  interface HeadWall {
    cells: Base64;
    layers: number;
    heads: number;
    size: number;
    titles: string[];
    selected: [number, number];
    labels: head_wall.Labels;
    guides: head_wall.Guide[];
    names: string[];
    kinds: head_wall.Kind[];
    orders: head_wall.Order[];
  }
  interface Events {
    head: [number, number];
  }
  interface Labels {
    wall: string;
    guides: string;
    note: string;
    order: string;
    layers: string;
    kinds: string;
  }
  interface Guide {
    said: string;
    at: [number, number];
  }
  interface Kind {
    id: string;
    mark: string;
    label: string;
    rule: string;
  }
  interface Order {
    label: string;
    values: number[];
  }
}

declare namespace merge_replay {
  interface MergeReplay {
    bytes: merge_replay.Byte[];
    merges: merge_replay.Merge[];
    pairs: Record<string, number>;
    words: merge_replay.Word[];
    labels: merge_replay.Labels;
  }
  interface Events {
    character: number;
  }
  interface Byte {
    hex: string;
    text: string;
  }
  interface Merge {
    start: number;
    end: number;
    text: string;
    level: number;
    rank: number;
    said: sentences.Part[];
  }
  interface Word {
    text: string;
    start: number;
    end: number;
    here: boolean;
  }
  interface Labels {
    words: string;
    play: string;
    pause: string;
    back: string;
    forward: string;
    scrub: string;
    begin: string;
    nothing: string;
    rank: string;
    hint: string;
  }
}

declare namespace pattern_panels {
  interface PatternPanels {
    panels: pattern_panels.Panel[];
    position: number;
    labels: pattern_panels.Labels;
  }
  interface Events {
    chosen: number;
  }
  interface Panel {
    title: string;
    note: string;
    weights: Base64;
    tokens: string[];
    causal: boolean;
    window: number | null;
    rows: number[] | null;
  }
  interface Labels {
    view: string;
    looks: string;
    unseen: string;
    how: string;
  }
}

declare namespace prompt_box {
  interface PromptBox {
    prompt: string;
    label: string;
    placeholder: string;
    button: string;
    hint: string;
    keep: Record<string, string> | null;
    wanted: boolean;
  }
  interface Events {
    prompt_run: string;
    kept: Record<string, string>;
    nothing_kept: boolean;
  }
}

declare namespace score_grids {
  interface ScoreGrids {
    grids: score_grids.Grid[];
    layers: number;
    heads: number;
    selected: [number, number];
    marks: string[];
    labels: score_grids.Labels;
  }
  interface Events {
    head: [number, number];
  }
  interface Grid {
    label: string;
    note: string;
    values: Base64;
    most: number;
    bits: boolean;
    mark: string;
  }
  interface Labels {
    grids: string;
    head: string;
    best: string;
  }
}

declare namespace sentence {
  interface Sentence {
    parts: sentences.Part[];
    strong: boolean;
  }
  interface Events {
  }
}

declare namespace sentences {
  interface Part {
    text: string;
    chip: boolean;
  }
}

declare namespace token_bytes {
  interface TokenBytes {
    text: string;
    label: string;
    facts: [string, string][];
    characters: token_bytes.Character[];
    more: string;
    said: sentences.Part[];
  }
  interface Events {
  }
  interface Character {
    glyph: string;
    code: string;
    bytes: string[];
    mine: boolean[];
  }
}

declare namespace token_lab {
  interface TokenLab {
    given: string;
    groups: token_lab.Group[];
    counts: token_lab.Count[];
    chosen: string;
    specials: string[];
    labels: token_lab.Labels;
  }
  interface Events {
    text: string;
    encoding: string;
  }
  interface Group {
    text: string;
    tokens: token_lab.Piece[];
  }
  interface Piece {
    index: number;
    text: string;
    id: number;
    bytes: string;
    special: boolean;
    title: string;
  }
  interface Count {
    name: string;
    n: number | null;
  }
  interface Labels {
    box: string;
    placeholder: string;
    text: string;
    ids: string;
    bytes: string;
    encodings: string;
    specials: string;
    more: string;
    facts: string;
    hint: string;
  }
}

declare namespace two_texts {
  interface TwoTexts {
    texts: two_texts.Text[];
    most: number;
  }
  interface Events {
    text: Record<string, string>;
  }
  interface Text {
    name: string;
    label: string;
    placeholder: string;
    given: string;
  }
}

declare namespace vector_sum {
  interface VectorSum {
    strips: vector_sum.Strip[];
    range: number;
    peak: number;
    labels: vector_sum.Labels;
  }
  interface Events {
  }
  interface Strip {
    sign: string;
    label: string;
    values: Base64;
  }
  interface Labels {
    board: string;
    dimension: string;
    low: string;
    high: string;
    scale: string;
  }
}

declare namespace vocabulary_list {
  interface VocabularyList {
    rows: vocabulary_list.Entry[];
    query: string;
    version: string;
    start: number;
    total: number;
    window: number;
    n_vocab: number;
    selected: number | null;
    labels: vocabulary_list.Labels;
  }
  interface Events {
    search: string;
    scrolled: number;
    opened: number;
  }
  interface Entry {
    id: number;
    text: string;
    bytes: string;
    length: number;
    script: string;
    here: boolean;
  }
  interface Labels {
    search: string;
    placeholder: string;
    list: string;
    found: string;
    nothing: string;
    id: string;
    token: string;
    bytes: string;
    length: string;
    script: string;
    here: string;
  }
}
