// Written by `python -m scripts.component_types` from the payloads' dataclasses.

declare namespace answer_box {
  interface AnswerBox {
    spoken: string;
    kind: "type" | "choose" | "none";
    question: answer_box.Text | null;
    options: string[];
    long: boolean;
    round: number;
    answered: boolean;
    note: string;
    result: string[];
    longest: number;
    labels: answer_box.Labels;
  }
  interface Events {
    typed: [number, string];
    chosen: [number, number];
  }
  interface Text {
    before: string;
    after: string;
    gap: boolean;
  }
  interface Labels {
    asks: string;
    placeholder: string;
    send: string;
    yours: string;
  }
}

declare namespace answer_table {
  interface AnswerTable {
    spoken: string;
    columns: string[];
    rows: answer_table.Row[];
    label: string;
    said: Record<string, string>;
  }
  interface Events {
  }
  interface Row {
    group: string;
    text: string;
    cells: answer_table.Cell[];
  }
  interface Cell {
    text: string;
    note: string;
    share: number | null;
    mark: "" | "right" | "wrong" | "wished";
  }
}

declare namespace branch_tree {
  interface BranchTree {
    spoken: string;
    root: branch_tree.Box;
    labels: branch_tree.Labels;
  }
  interface Events {
    go: number;
    compare: number;
    cut: number;
  }
  interface Box {
    tokens: branch_tree.Word[];
    says: string;
    alt: string;
    on: boolean;
    here: boolean;
    leaf: number | null;
    mark: string;
    children: branch_tree.Box[];
  }
  interface Word {
    text: string;
    shade: number;
    title: string;
    go: number;
  }
  interface Labels {
    tree: string;
    compare: string;
    cut: string;
  }
}

declare namespace choice_steps {
  interface ChoiceSteps {
    spoken: string;
    groups: choice_steps.Group[];
    panels: choice_steps.Panel[];
    labels: choice_steps.Labels;
    legend: choice_steps.Meaning[];
    opens: number;
  }
  interface Events {
  }
  interface Group {
    note: string;
    chips: choice_steps.Chip[];
  }
  interface Chip {
    text: string;
    title: string;
    state: "plain" | "accepted" | "own" | "rejected" | "dropped" | "gained" | "lost";
    panel: number;
    row: number | null;
    shade: number | null;
    bar: number | null;
  }
  interface Panel {
    title: string;
    rows: choice_steps.Row[];
    rest: string;
  }
  interface Row {
    text: string;
    a: number;
    b: number;
    a_text: string;
    b_text: string;
    note: string;
    state: "" | "chosen" | "removed";
  }
  interface Labels {
    strip: string;
    a: string;
    b: string;
  }
  interface Meaning {
    state: "plain" | "accepted" | "own" | "rejected" | "dropped" | "gained" | "lost";
    words: string;
  }
}

declare namespace copy_link {
  interface CopyLink {
    spoken: string;
    href: string;
    label: string;
    copied: string;
  }
  interface Events {
  }
}

declare namespace credit_table {
  interface CreditTable {
    spoken: string;
    columns: credit_table.Column[];
    rows: credit_table.Row[];
    label: string;
    token: string;
    by: string;
  }
  interface Events {
  }
  interface Column {
    name: string;
    asks: string;
    most: number;
  }
  interface Row {
    text: string;
    place: string;
    by: string[];
    cells: credit_table.Cell[];
    against: boolean;
  }
  interface Cell {
    value: number;
    told: string;
    note: string;
  }
}

declare namespace draw_line {
  interface DrawLine {
    spoken: string;
    segments: draw_line.Segment[];
    place: number;
    label: string;
  }
  interface Events {
  }
  interface Segment {
    text: string;
    share: number;
    chosen: boolean;
    title: string;
  }
}

declare namespace encoding_rows {
  interface EncodingRows {
    spoken: string;
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

declare namespace family_tree {
  interface FamilyTree {
    spoken: string;
    nodes: family_tree.Node[];
    axes: family_tree.Axis[];
    kinds: family_tree.Kind[];
    years: number[];
    open: number;
    labels: family_tree.Labels;
  }
  interface Events {
    go: number;
  }
  interface Node {
    name: string;
    time: number | null;
    kind: number;
    about: string;
    values: (number | null)[];
    labels: string[];
    rows: family_tree.Row[];
    ties: family_tree.Tie[];
    now: boolean;
    door: string;
  }
  interface Row {
    name: string;
    said: string;
    source: string;
    link: string;
  }
  interface Tie {
    to: number;
    kind: string;
    said: string;
  }
  interface Axis {
    name: string;
    ticks: family_tree.Tick[];
  }
  interface Tick {
    value: number;
    label: string;
  }
  interface Kind {
    name: string;
    role: string;
    mark: string;
  }
  interface Labels {
    tree: string;
    axes: string;
    kinds: string;
    here: string;
    unknown: string;
    parents: string;
    children: string;
    now: string;
    hint: string;
  }
}

declare namespace figure_table {
  interface FigureTable {
    spoken: string;
    columns: figure_table.Column[];
    lines: figure_table.Line[];
    notes: figure_table.Note[];
    label: string;
    sources: string;
    sort: string;
  }
  interface Events {
  }
  interface Column {
    name: string;
    down: boolean;
  }
  interface Line {
    cells: figure_table.Cell[];
    ours: boolean;
  }
  interface Cell {
    said: string;
    order: number | string | null;
    note: number | null;
    cited: string;
  }
  interface Note {
    said: string;
    link: string;
  }
}

declare namespace file_box {
  interface FileBox {
    spoken: string;
    label: string;
    accept: string;
    most: number;
    too_large: string;
  }
  interface Events {
    file: [string, string];
  }
}

declare namespace glossary_list {
  interface GlossaryList {
    spoken: string;
    groups: glossary_list.Group[];
    narrow: string;
    none: string;
  }
  interface Events {
    lead: string;
  }
  interface Group {
    name: string;
    entries: glossary_list.Entry[];
  }
  interface Entry {
    slug: string;
    word: string;
    also: string;
    says: string;
    seen: string;
    href: string;
  }
}

declare namespace goodness_of_fit {
  interface GoodnessOfFit {
    spoken: string;
    outcomes: goodness_of_fit.Outcome[];
    drawn: Base64;
    labels: goodness_of_fit.Labels;
  }
  interface Events {
    again: boolean;
  }
  interface Outcome {
    text: string;
    share: number;
    rest: boolean;
  }
  interface Labels {
    trial: string;
    play: string;
    pause: string;
    scrub: string;
    of: string;
    count: string;
    expected: string;
    band: string;
    outside: string;
    again: string;
  }
}

declare namespace head_numbers {
  interface HeadNumbers {
    spoken: string;
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
    spoken: string;
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
    spoken: string;
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
    overview: string;
  }
  interface Guide {
    said: string;
    at: [number, number];
  }
  interface Kind {
    id: string;
    mark: string;
    label: string;
  }
  interface Order {
    label: string;
    values: number[];
  }
}

declare namespace kv_store {
  interface KvStore {
    spoken: string;
    keys: Base64;
    values: Base64;
    most: [number, number][];
    rows: string[];
    tokens: string[];
    n_prompt: number;
    n: number;
    row: number;
    position: number;
    labels: kv_store.Labels;
  }
  interface Events {
    place: [number, number];
  }
  interface Labels {
    store: string;
    cell: string;
    key: string;
    value: string;
    reused: string;
    new: string;
    dropped: string;
    scale: string;
  }
}

declare namespace layer_map {
  interface LayerMap {
    spoken: string;
    values: Base64;
    most: number[];
    rows: string[];
    layers: (number | null)[];
    tokens: string[];
    row: number;
    positions: number[];
    position: number;
    labels: layer_map.Labels;
    scale: "residual" | "attention" | "mlp";
  }
  interface Events {
    place: [number, number];
  }
  interface Labels {
    map: string;
    cell: string;
    axes: string;
  }
}

declare namespace lens_table {
  interface LensTable {
    spoken: string;
    rows: lens_table.Row[];
    columns: lens_table.Column[];
    cells: [number, number][][][];
    words: Record<string, string>;
    window: lens_table.Window;
    layer: number;
    position: number;
    labels: lens_table.Labels;
    measures: lens_table.Measure[];
  }
  interface Events {
    cell: [number | null, number];
    start: number;
  }
  interface Row {
    label: string;
    layer: number | null;
  }
  interface Column {
    position: number;
    text: string;
    title: string;
    next: string;
    skipped: string;
  }
  interface Window {
    start: number;
    stop: number;
    total: number;
  }
  interface Labels {
    table: string;
    input: string;
    earlier: string;
    later: string;
    window: string;
    shade: string;
    rest: string;
    final: string;
    measures: string;
    words: string;
  }
  interface Measure {
    label: string;
    values: number[][];
    shades: number[][];
    low: string;
    high: string;
    unit: string;
    digits: number;
  }
}

declare namespace logit_parts {
  interface LogitParts {
    spoken: string;
    n_layers: number;
    n_heads: number;
    values: Base64;
    bars: logit_parts.Bar[];
    layer: number;
    head: number;
    total: number;
    labels: logit_parts.Labels;
  }
  interface Events {
    place: [number, number | null];
  }
  interface Bar {
    label: string;
    value: number;
    place: [number, number | null] | null;
    rest: boolean;
  }
  interface Labels {
    map: string;
    bars: string;
    head: string;
    mlp: string;
    axes: string;
    total: string;
  }
}

declare namespace merge_replay {
  interface MergeReplay {
    spoken: string;
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

declare namespace neuron_bars {
  interface NeuronBars {
    spoken: string;
    neurons: neuron_bars.Neuron[];
    labels: neuron_bars.Labels;
  }
  interface Events {
  }
  interface Neuron {
    index: number;
    value: number;
    words: string[];
    lowered: string[];
    part: number | null;
    layer: number | null;
  }
  interface Labels {
    table: string;
    neuron: string;
    place: string;
    activation: string;
    pushes: string;
    lowers: string;
    part: string;
  }
}

declare namespace pair_board {
  interface PairBoard {
    spoken: string;
    before: string;
    sides: pair_board.Side[];
    revealed: boolean;
    labels: pair_board.Labels;
  }
  interface Events {
  }
  interface Side {
    text: string;
    author: string;
    n: number;
    n_text: string;
    right: boolean;
    mine: boolean;
  }
  interface Labels {
    pair: string;
    mine: string;
    right: string;
  }
}

declare namespace path_canvas {
  interface PathCanvas {
    spoken: string;
    cells: path_canvas.Cell[];
    ways: path_canvas.Way[];
    rows: number;
    columns: number;
    labels: path_canvas.Labels;
  }
  interface Events {
    cell: number;
  }
  interface Cell {
    row: number;
    column: number;
    text: string;
    title: string;
    share: number;
    parent: number | null;
    kinds: ("greedy" | "sampled" | "beam")[];
    cut: boolean;
  }
  interface Way {
    kind: "greedy" | "sampled" | "beam";
    name: string;
    says: string[];
    cell: number;
    text: string;
  }
  interface Labels {
    canvas: string;
    greedy: string;
    sampled: string;
    beam: string;
    cut: string;
    shade: string;
    take: string;
    columns: string[];
  }
}

declare namespace pattern_panels {
  interface PatternPanels {
    spoken: string;
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
    query: string;
    key: string;
    looks: string;
    unseen: string;
    how: string;
  }
}

declare namespace picture {
  interface Shape {
    kind: string;
    colour: string;
    size: string;
    x: number;
    y: number;
  }
}

declare namespace picture_canvas {
  interface PictureCanvas {
    spoken: string;
    shapes: picture.Shape[];
    kinds: picture_canvas.Kind[];
    colours: picture_canvas.Colour[];
    sizes: picture_canvas.Size[];
    board: number;
    patch: number;
    most: number;
    background: string;
    photo: Base64 | null;
    labels: picture_canvas.Labels;
  }
  interface Events {
    placed: picture.Shape[];
    another: boolean;
    file: string;
    back: boolean;
  }
  interface Kind {
    name: string;
    label: string;
    corners: [number, number][];
  }
  interface Colour {
    name: string;
    label: string;
    css: string;
  }
  interface Size {
    name: string;
    label: string;
    radius: number;
  }
  interface Labels {
    board: string;
    shape: string;
    kind: string;
    colour: string;
    size: string;
    add: string;
    remove: string;
    another: string;
    file: string;
    back: string;
    unreadable: string;
  }
}

declare namespace picture_maps {
  interface PictureMaps {
    spoken: string;
    pixels: Base64;
    board: number;
    patch: number;
    words: picture_maps.Looked[];
    opens: number;
    labels: picture_maps.Labels;
  }
  interface Events {
  }
  interface Looked {
    text: string;
    share: number;
    share_text: string;
    attention: Base64;
    drops: Base64;
    said: string;
    checked: boolean;
    named: number[];
  }
  interface Labels {
    words: string;
    whole: string;
    attention: string;
    occlusion: string;
    least: string;
    most: string;
    patch: string;
  }
}

declare namespace picture_menu {
  interface PictureMenu {
    spoken: string;
    stem: string;
    unnamed: string;
    none: string;
    fonts: picture_menu.Font[];
  }
  interface Events {
  }
  interface Font {
    family: string;
    address: string;
  }
}

declare namespace picture_tokens {
  interface PictureTokens {
    spoken: string;
    pixels: Base64;
    board: number;
    patch: number;
    vectors: Base64;
    range: number;
    patches: picture_tokens.Patch[];
    before: picture_tokens.Word[];
    after: picture_tokens.Word[];
    opens: number;
    labels: picture_tokens.Labels;
  }
  interface Events {
  }
  interface Patch {
    place: number;
    near: picture_tokens.Near[];
  }
  interface Near {
    text: string;
    cosine: string;
  }
  interface Word {
    text: string;
    title: string;
    special: boolean;
    new: boolean;
    share: number | null;
    share_text: string;
  }
  interface Labels {
    board: string;
    patch: string;
    sequence: string;
    vector: string;
    near: string;
    pixels: string;
    low: string;
    high: string;
  }
}

declare namespace player {
  interface Player {
    spoken: string;
    playing: boolean;
    can: player.Can;
    labels: player.Labels;
    amounts: number[];
    speeds: player.Speed[];
    chosen: player.Chosen;
    status: string;
    progress: number;
  }
  interface Events {
    command: ["play" | "pause" | "step" | "back" | "rewind" | "cancel", player.Chosen];
    fields: player.Chosen;
  }
  interface Can {
    rewind: boolean;
    back: boolean;
    play: boolean;
    step: boolean;
    cancel: boolean;
  }
  interface Labels {
    rewind: string;
    back: string;
    play: string;
    play_title: string;
    pause: string;
    step: string;
    cancel: string;
    amount: string;
    speed: string;
    seed: string;
  }
  interface Speed {
    value: string;
    text: string;
  }
  interface Chosen {
    amount: number;
    speed: string;
    seed: number;
  }
}

declare namespace probability_bars {
  interface ProbabilityBars {
    spoken: string;
    rows: probability_bars.Row[];
    tail: probability_bars.Tail | null;
    formula: probability_bars.Formula | null;
    labels: probability_bars.Labels;
    pickable: boolean;
  }
  interface Events {
    token: number;
  }
  interface Row {
    id: number;
    rank: string;
    text: string;
    logit: string;
    before: number;
    after: number;
    before_text: string;
    after_text: string;
    removed: boolean;
    chosen: boolean;
    why: string;
    working: probability_bars.Working | null;
  }
  interface Working {
    before: probability_bars.Power;
    after: probability_bars.Power;
    fate: probability_bars.Passage[];
  }
  interface Power {
    exponent: string;
    power: string;
  }
  interface Passage {
    stage: string;
    said: string;
    share: string;
    kept: boolean;
  }
  interface Tail {
    text: string;
    label: string;
    before: number;
    after: number;
    before_text: string;
    after_text: string;
    removed: boolean;
    why: string;
  }
  interface Formula {
    before: probability_bars.Sum;
    after: probability_bars.Sum | null;
  }
  interface Sum {
    label: string;
    total: string;
    n: string;
  }
  interface Labels {
    bars: string;
    token: string;
    before: string;
    after: string;
    logit: string;
    row: string;
  }
}

declare namespace prompt_box {
  interface PromptBox {
    spoken: string;
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

declare namespace prompt_cards {
  interface PromptCards {
    spoken: string;
    cards: prompt_cards.Card[];
    label: string;
    now: string;
  }
  interface Events {
    card: number;
  }
  interface Card {
    prompt: string;
    shows: string;
    lang: string;
  }
}

declare namespace qr {
  interface Code {
    path: string;
    size: number;
  }
}

declare namespace rank_curve {
  interface RankCurve {
    spoken: string;
    points: rank_curve.Point[];
    size: number;
    cuts: rank_curve.Mark[];
    choices: number[];
    shares: rank_curve.Share[];
    labels: rank_curve.Labels;
  }
  interface Events {
    seek: string;
  }
  interface Point {
    rank: number;
    text: string;
    before: number | null;
    after: number | null;
    mass: number;
    by: string;
    chosen: boolean;
    sought: boolean;
  }
  interface Mark {
    rank: number;
    label: string;
  }
  interface Share {
    share: number;
    said: string;
    kept: boolean;
  }
  interface Labels {
    curve: string;
    before: string;
    after: string;
    removed: string;
    choices: string;
    chosen: string;
    sought: string;
    seek: string;
    rank: string;
    mass: string;
    ranks: string;
    shares: string;
  }
}

declare namespace reading_heat {
  interface ReadingHeat {
    spoken: string;
    pieces: reading_heat.Piece[];
    looks: reading_heat.Look[];
    numbers: string[];
    words: Record<string, string>;
    labels: reading_heat.Labels;
    selected: number | null;
  }
  interface Events {
    position: number;
    door: number;
  }
  interface Piece {
    text: string;
    shown: string;
    at: number;
    ids: number[];
    shades: number[];
    numbers: string[];
    expected: [number, number][];
    written: boolean;
  }
  interface Look {
    name: string;
    title: string;
    low: string;
    high: string;
  }
  interface Labels {
    text: string;
    map: string;
    first: string;
    expected: string;
    group: string;
    next: string;
    never: string;
    door: string;
  }
}

declare namespace room_door {
  interface RoomDoor {
    spoken: string;
    square: qr.Code | null;
    link: string;
    address: string;
    code: string;
    players: string;
    answered: string;
    share: number;
    desk: string;
    labels: room_door.Labels;
  }
  interface Events {
  }
  interface Labels {
    scan: string;
    address: string;
    code: string;
    desk: string;
  }
}

declare namespace running_text {
  interface RunningText {
    spoken: string;
    typed: string;
    written: string;
    answer: boolean;
    labels: running_text.Labels;
  }
  interface Events {
  }
  interface Labels {
    text: string;
    copy: string;
    copied: string;
  }
}

declare namespace scene_list {
  interface SceneList {
    spoken: string;
    scenes: scene_list.SceneRow[];
    now: number;
    labels: scene_list.Labels;
    fixed: boolean;
  }
  interface Events {
    pick: number;
    exchange: [number, number];
    delete: number;
  }
  interface SceneRow {
    title: string;
    where: string;
    prompt: string;
    lacks: string;
  }
  interface Labels {
    scenes: string;
    up: string;
    down: string;
    delete: string;
    goes_on: string;
  }
}

declare namespace score_grids {
  interface ScoreGrids {
    spoken: string;
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
    spoken: string;
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

declare namespace share_box {
  interface ShareBox {
    spoken: string;
    link: string;
    embed: string;
    code: qr.Code | null;
    note: string;
    labels: share_box.Labels;
  }
  interface Events {
  }
  interface Labels {
    link: string;
    copy: string;
    copied: string;
    code: string;
    embed: string;
  }
}

declare namespace side_by_side {
  interface SideBySide {
    spoken: string;
    columns: side_by_side.Column[];
    tokens: string[];
    labels: side_by_side.Labels;
  }
  interface Events {
    use: number;
  }
  interface Column {
    name: string;
    settings: string;
    facts: string[];
    drawn: string;
    own: boolean;
    cells: side_by_side.Cell[];
  }
  interface Cell {
    share: number;
    said: string;
    kept: boolean;
    drawn: boolean;
  }
  interface Labels {
    table: string;
    token: string;
    drawn: string;
    use: string;
    own: string;
  }
}

declare namespace signal_rows {
  interface SignalRows {
    spoken: string;
    rows: signal_rows.Row[];
    label: string;
    unit: string;
  }
  interface Events {
    piece: [number, number];
  }
  interface Row {
    name: string;
    note: string;
    role: string;
    pieces: signal_rows.Piece[];
    selected: number | null;
    pickable: boolean;
  }
  interface Piece {
    text: string;
    bits: number | null;
    title: string;
  }
}

declare namespace signed_tokens {
  interface SignedTokens {
    spoken: string;
    tokens: signed_tokens.SignedToken[];
    most: number;
    all_told: boolean;
    selected: number | null;
    labels: signed_tokens.Labels;
  }
  interface Events {
  }
  interface SignedToken {
    text: string;
    value: number;
    told: boolean;
  }
  interface Labels {
    name: string;
    note: string;
  }
}

declare namespace spine {
  interface Spine {
    spoken: string;
    nodes: spine.Node[];
    minis: spine.Minis;
    here: string;
    label: string;
    note: string;
    scrubber: spine.Scrubber | null;
  }
  interface Events {
    page: string;
    step: number;
    next: boolean;
  }
  interface Node {
    page: string;
    number: string;
    name: string;
    title: string;
  }
  interface Minis {
    tokens: spine.Chips;
    context: spine.Pattern;
    features: spine.Word[];
    decoding: spine.Bars;
    output: spine.Next;
  }
  interface Chips {
    chips: string[];
    more: string;
    cut: boolean;
  }
  interface Pattern {
    cells: Base64;
    size: number;
  }
  interface Word {
    layer: number;
    text: string;
    share: number;
  }
  interface Bars {
    bars: spine.Bar[];
    none: string;
  }
  interface Bar {
    text: string;
    share: number;
  }
  interface Next {
    text: string;
    share: string;
    none: string;
  }
  interface Scrubber {
    step: number;
    steps: number;
    full: boolean;
    labels: spine.ScrubberLabels;
  }
  interface ScrubberLabels {
    first: string;
    back: string;
    forward: string;
    scrub: string;
    count: string;
    next: string;
    next_title: string;
  }
}

declare namespace stage {
  interface Stage {
    spoken: string;
    on: boolean;
    place: string;
    title: string;
    page: string;
    words: string;
    technical: string;
    shows: string;
    notes: string;
    count: string;
    before: string;
    after: string;
    reveal: number | null;
    labels: stage.Labels;
  }
  interface Events {
    turn: boolean;
    scene: "before" | "after";
  }
  interface Labels {
    keys: string;
    hint: string;
    notes: string;
    next: string;
    begun: string;
    last: string;
    first: string;
    offline: string;
    blocked: string;
    no_player: string;
    list: stage.KeyName[];
  }
  interface KeyName {
    keys: string;
    does: string;
  }
}

declare namespace stages {
  interface Stages {
    spoken: string;
    cards: stages.Card[];
    orders: stages.Order[];
    labels: stages.Labels;
  }
  interface Events {
    settings: [Record<string, number>, Record<string, boolean>, string[]];
    reset: boolean;
    settled: boolean;
  }
  interface Card {
    name: string;
    label: string;
    title: string;
    active: boolean;
    bars: number[];
    foot: string[];
    value: string;
    knob: stages.Knob | null;
    on: boolean;
    switch: string;
    move: string;
  }
  interface Knob {
    field: string;
    kind: "range" | "number";
    min: number;
    max: number;
    step: number;
    value: number;
    label: string;
  }
  interface Order {
    name: string;
    stages: string[];
  }
  interface Labels {
    row: string;
    invitation: string;
    orders: string;
    reset: string;
  }
}

declare namespace surprisal_path {
  interface SurprisalPath {
    spoken: string;
    bits: number[];
    entropies: number[];
    texts: string[];
    places: number[];
    n_prompt: number;
    selected: number | null;
    labels: surprisal_path.Labels;
    alt: string;
  }
  interface Events {
    position: number;
  }
  interface Labels {
    surprisal: string;
    entropy: string;
    bits: string;
    next: string;
  }
}

declare namespace tab_memory {
  interface TabMemory {
    spoken: string;
    name: string;
    keep: string | null;
    wanted: boolean;
    lasting: boolean;
  }
  interface Events {
    kept: string;
    nothing_kept: boolean;
  }
}

declare namespace talk_shelf {
  interface TalkShelf {
    spoken: string;
    cards: talk_shelf.TalkCard[];
    labels: talk_shelf.Labels;
  }
  interface Events {
    start: [number, number];
    edit: number;
    room: number;
    take: number;
  }
  interface TalkCard {
    title: string;
    about: string;
    facts: string;
    note: string;
    scenes: string[];
    own: boolean;
    href: string;
  }
  interface Labels {
    shelf: string;
    start: string;
    scene: string;
    edit: string;
    copy: string;
    link: string;
    copied: string;
    take: string;
    room: string;
  }
}

declare namespace target_foil_picker {
  interface TargetFoilPicker {
    spoken: string;
    slots: target_foil_picker.Slot[];
    labels: target_foil_picker.Labels;
  }
  interface Events {
    pick: ["target" | "foil", number | string];
    typed: ["target" | "foil", string];
  }
  interface Slot {
    name: "target" | "foil";
    label: string;
    options: target_foil_picker.Option[];
    chosen: number | string;
    role: string;
  }
  interface Option {
    value: number | string;
    text: string;
    note: string;
    token: boolean;
  }
  interface Labels {
    other: string;
  }
}

declare namespace task_board {
  interface TaskBoard {
    spoken: string;
    title: string;
    rows: task_board.Row[];
    people: number;
    chosen: number;
    ask: string;
    lines: string[];
    rest: string;
    labels: task_board.Labels;
  }
  interface Events {
    choose: number;
  }
  interface Row {
    title: string;
    looked: number;
    answered: number;
    skipped: number;
    label: string;
  }
  interface Labels {
    tasks: string;
    task: string;
    looked: string;
    answered: string;
    skipped: string;
    none: string;
  }
}

declare namespace temperature_curve {
  interface TemperatureCurve {
    spoken: string;
    temperatures: number[];
    tokens: string[];
    shares: number[][];
    choices: number[];
    said: sentences.Part[][];
    now: number;
    left: (number | null)[];
    labels: temperature_curve.Labels;
  }
  interface Events {
    use: number;
  }
  interface Labels {
    bars: string;
    rest: string;
    play: string;
    pause: string;
    scrub: string;
    use: string;
    share: string;
    choices: string;
    left: string;
    now: string;
  }
}

declare namespace terms {
  interface Terms {
    spoken: string;
    told: Record<string, terms.Told>;
    spellings: Record<string, string>;
    pattern: string;
  }
  interface Events {
    lead: string;
  }
  interface Told {
    says: string;
    seen: string;
    href: string;
  }
}

declare namespace timeline {
  interface Timeline {
    spoken: string;
    years: timeline.Year[];
    label: string;
  }
  interface Events {
  }
  interface Year {
    year: number;
    name: string;
    told: string;
  }
}

declare namespace token_bytes {
  interface TokenBytes {
    spoken: string;
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
    spoken: string;
    given: string;
    groups: token_lab.Group[];
    counts: token_lab.Count[];
    chosen: string;
    specials: string[];
    labels: token_lab.Labels;
  }
  interface Events {
    text: string;
    encoding: [string, string];
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

declare namespace token_strip {
  interface TokenStrip {
    spoken: string;
    groups: token_strip.Group[];
    folds: token_strip.Fold[];
    open: boolean;
    label: string;
    selected: number | null;
    ids: boolean;
    follow: boolean;
    line: boolean;
  }
  interface Events {
    position: number;
    fold: boolean;
  }
  interface Group {
    text: string;
    title: string;
    tokens: token_strip.Chip[];
  }
  interface Chip {
    index: number;
    id: number;
    text: string;
    special: boolean;
    new: boolean;
    title: string;
    shade: number | null;
    note: string | null;
    span: [number, number] | null;
  }
  interface Fold {
    start: number;
    stop: number;
    text: string;
    title: string;
  }
}

declare namespace tour {
  interface Tour {
    spoken: string;
    step: number;
    steps: number;
    title: string;
    words: sentences.Part[];
    learnt: sentences.Part[];
    note: string;
    away: string;
    point: tour.Spot;
    see: tour.Spot | null;
    keep: Record<string, string> | null;
    wanted: boolean;
    labels: tour.Labels;
  }
  interface Events {
    turn: string;
    kept: Record<string, string>;
  }
  interface Spot {
    key: string;
    part: string;
  }
  interface Labels {
    tour: string;
    count: string;
    left: string;
    back: string;
    skip: string;
    next: string;
    finish: string;
    leave: string;
    missing: string;
    bring: string;
  }
}

declare namespace tour_offer {
  interface TourOffer {
    spoken: string;
    steps: number;
    labels: tour_offer.Labels;
  }
  interface Events {
    begin: number;
  }
  interface Labels {
    start: string;
    resume: string;
    again: string;
    anew: string;
    what: string;
  }
}

declare namespace training_steps {
  interface TrainingSteps {
    spoken: string;
    stops: training_steps.Stop[];
    at: number;
    curve: [number, number][];
    labels: training_steps.Labels;
  }
  interface Events {
    stop: number;
  }
  interface Stop {
    step: string;
    told: string;
  }
  interface Labels {
    name: string;
    scrub: string;
    back: string;
    forward: string;
    play: string;
    pause: string;
  }
}

declare namespace translations {
  interface Translations {
    spoken: string;
    groups: translations.Group[];
    rows: translations.Row[];
    source: string;
    target: string;
    labels: translations.Labels;
  }
  interface Events {
  }
  interface Group {
    name: string;
    bars: translations.Bar[];
  }
  interface Bar {
    name: string;
    value: number;
  }
  interface Row {
    source: string;
    said: string;
    reference: string;
  }
  interface Labels {
    scores: string;
    columns: [string, string, string];
    none: string;
  }
}

declare namespace two_readers {
  interface TwoReaders {
    spoken: string;
    pieces: two_readers.Piece[];
    at: number;
    spaced: boolean;
    right: string;
    edited: boolean;
    several: boolean;
    cards: two_readers.Card[];
    labels: two_readers.Labels;
  }
  interface Events {
    word: number;
    more: boolean;
    follow: string;
    undo: boolean;
  }
  interface Piece {
    text: string;
    hidden: boolean;
    edited: boolean;
  }
  interface Card {
    name: string;
    sees: string;
    sight: boolean[];
    rows: two_readers.Row[];
    told: string;
    same: boolean;
  }
  interface Row {
    text: string;
    share: number;
    told: string;
    word: boolean;
    before: number | null;
    earlier: string;
  }
  interface Labels {
    words: string;
    hide: string;
    several: string;
    edit: string;
    right: string;
    back: string;
    was: string;
  }
}

declare namespace two_stack_patterns {
  interface TwoStackPatterns {
    spoken: string;
    source: string[];
    target: string[];
    panels: two_stack_patterns.Panel[];
    labels: two_stack_patterns.Labels;
  }
  interface Events {
  }
  interface Panel {
    title: string;
    note: string;
    rows: "source" | "target";
    columns: "source" | "target";
    weights: Base64;
    causal: boolean;
  }
  interface Labels {
    view: string;
    looks: string;
    unseen: string;
    how: string;
  }
}

declare namespace two_texts {
  interface TwoTexts {
    spoken: string;
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
    spoken: string;
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
    spoken: string;
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

declare namespace walk {
  interface Walk {
    spoken: string;
    steps: walk.Step[];
    label: string;
    open: string;
  }
  interface Events {
    page: string;
  }
  interface Step {
    page: string;
    number: string;
    name: string;
    href: string;
    said: sentences.Part[];
    marks: walk.Mark[];
    role: string;
    kind: "row" | "bars";
  }
  interface Mark {
    text: string;
    share: number | null;
    note: string;
    strong: boolean;
    whole: string;
    parts: number;
  }
}

declare namespace whole_pass {
  interface WholePass {
    spoken: string;
    stages: whole_pass.Stage[];
    text: string;
    tokens: whole_pass.Shown[];
    vectors: Base64;
    cells: number;
    layers: whole_pass.Layer[];
    head: whole_pass.Head;
    guesses: whole_pass.Guess[];
    last: Base64 | null;
    hidden: number;
    labels: whole_pass.Labels;
  }
  interface Events {
    zoom: [number, number];
  }
  interface Stage {
    kind: "characters" | "tokens" | "ids" | "vectors" | "attention" | "mlp" | "logits" | "probabilities" | "choice" | "end";
    said: sentences.Part[];
    layer: number | null;
  }
  interface Shown {
    text: string;
    id: number;
  }
  interface Layer {
    after: Base64;
    attention: Base64;
    mlp: Base64;
    looks: Base64;
    rest: Base64;
    most: [string, number][];
    sizes: whole_pass.Lengths;
  }
  interface Lengths {
    before: string;
    attention: string;
    mlp: string;
    after: string;
  }
  interface Head {
    layer: number;
    head: number;
    scale: number;
    q: Base64;
    k: Base64;
    dots: Base64;
    scores: Base64;
    shares: Base64;
  }
  interface Guess {
    text: string;
    logit: string;
    share: number;
    percent: string;
    chosen: boolean;
    row: Base64 | null;
    bias: number;
  }
  interface Labels {
    whole: string;
    layer: string;
    head: string;
    score: string;
    product: string;
    logit: string;
    play: string;
    pause: string;
    back: string;
    step: string;
    again: string;
    scrub: string;
    picture: string;
    tokens: string;
    ids: string;
    vectors: string;
    next: string;
    hidden: string;
    cells: string;
    zoom: string;
    comes: string;
    attention: string;
    mlp: string;
    goes: string;
    length: string;
    heads: string;
    dot: string;
    scaled: string;
    share: string;
    scores: string;
    products: string;
    sum: string;
    chain: string;
    one: string;
    guess: string;
    logits: string;
    rest: string;
    bias: string;
    ends: string;
    last: string;
  }
}

declare namespace window_strip {
  interface WindowStrip {
    spoken: string;
    pieces: window_strip.Piece[];
    first: number;
    labels: window_strip.Labels;
  }
  interface Events {
    begin: number;
  }
  interface Piece {
    text: string;
    title: string;
    shade: number;
    marked: boolean;
    special: boolean;
  }
  interface Labels {
    text: string;
    out: string;
    within: string;
    marked: string;
    shade: string;
  }
}

declare namespace windows_to_scale {
  interface WindowsToScale {
    spoken: string;
    rows: windows_to_scale.Row[];
    labels: windows_to_scale.Labels;
  }
  interface Events {
  }
  interface Row {
    name: string;
    about: string;
    limit: number;
    n: number | null;
    holds: string;
    fits: string;
    ours: boolean;
    cut: windows_to_scale.Cut | null;
  }
  interface Cut {
    kept: string;
    lost: string;
  }
  interface Labels {
    figure: string;
    once: string;
    again: string;
    lost: string;
  }
}

declare namespace word_alignment {
  interface WordAlignment {
    spoken: string;
    source: word_alignment.Side;
    target: word_alignment.Side;
    weights: Base64;
    labels: word_alignment.Labels;
  }
  interface Events {
  }
  interface Side {
    words: string[];
    own: number[];
    language: string;
  }
  interface Labels {
    view: string;
    source: string;
    target: string;
    looks: string;
    how: string;
  }
}

declare namespace word_bars {
  interface WordBars {
    spoken: string;
    words: string[];
    series: word_bars.Series[];
    titles: string[];
    selected: number;
    unit: string;
    label: string;
  }
  interface Events {
    word: number;
  }
  interface Series {
    name: string;
    role: string;
    values: (number | null)[];
  }
}

declare namespace word_board {
  interface WordBoard {
    spoken: string;
    before: string;
    after: string;
    gap: string;
    rows: word_board.Row[];
    others: word_board.Row[];
    rest: string;
    revealed: boolean;
    labels: word_board.Labels;
  }
  interface Events {
  }
  interface Row {
    text: string;
    share: number;
    share_text: string;
    n: number;
    n_text: string;
    right: boolean;
    mine: boolean;
    label: string;
  }
  interface Labels {
    bars: string;
    token: string;
    share: string;
    n: string;
    right: string;
    mine: string;
    others: string;
  }
}

declare namespace workshop {
  interface Workshop {
    spoken: string;
    slug: string;
    title: string;
    tasks: workshop.Task[];
    now: number;
    longest: number;
    room: workshop.Room | null;
    labels: workshop.Labels;
  }
  interface Events {
    turn: number;
    told: [number, number, boolean, string][];
    leave: boolean;
  }
  interface Task {
    title: string;
    do: string;
    ask: string;
    hint: string;
  }
  interface Room {
    code: string;
    lost: string;
    versions: number[];
    others: string[];
  }
  interface Labels {
    count: string;
    see: string;
    hint: string;
    skip: string;
    back: string;
    on: string;
    finish: string;
    leave: string;
    write: string;
    kept: string;
    unkept: string;
    offline: string;
    summary: string;
    nothing: string;
    again: string;
    download: string;
    print: string;
    clear: string;
    sure: string;
    sent: string;
    others: string;
  }
}
