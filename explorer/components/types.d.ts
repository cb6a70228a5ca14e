// Written by `python -m scripts.component_types` from the payloads' dataclasses.

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

declare namespace probability_bars {
  interface ProbabilityBars {
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
