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

declare namespace prompt_cards {
  interface PromptCards {
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

declare namespace timeline {
  interface Timeline {
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

declare namespace token_strip {
  interface TokenStrip {
    groups: token_strip.Group[];
    label: string;
    selected: number | null;
    ids: boolean;
    follow: boolean;
    line: boolean;
  }
  interface Events {
    position: number;
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
}

declare namespace walk {
  interface Walk {
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
  }
}

declare namespace whole_pass {
  interface WholePass {
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
