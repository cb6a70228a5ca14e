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
