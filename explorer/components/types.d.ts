// Written by `python -m scripts.component_types` from the payloads' dataclasses.

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
