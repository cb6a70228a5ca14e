// What every component's script is given. `types.d.ts` beside it is written from the payloads.

/** Base64 of numbers: see bytesOf and floatsOf. */
type Base64 = string;

interface Look {
  /** Role colours, "#RRGGBB". */
  colors: Record<string, string>;
  /** Role scales, from the least to the most. */
  scales: {
    attention: string[];
    probability: string[];
    mlp: string[];
    residual: string[];
    change: string[];
  };
  /** What unpacks its data, for whoever takes it along; null of what shows none. */
  exports: { name: string; packed: Record<string, Packing> } | null;
  /** What it shows, for those who do not see it; "" where its own texts say so. */
  spoken: string;
}

/** How numbers that travel as base64 are read. */
interface Packing {
  kind: "shares8" | "shares16" | "triangle16" | "floats32";
  shape: number[];
}

interface Shown<Data, Events = {}> {
  data: Data & Look;
  key: string;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue: Send<Events>;
}

/** Sends an event to Python. */
type Send<Events> = <Name extends keyof Events>(name: Name, value: Events[Name]) => void;

interface Window {
  /** The roots of all components on the page. */
  explorerRoots?: Set<Root>;
  /** Which words have a sentence, and the one tooltip: see frame/terms. */
  explorerTerms?: any;
  /** The slide that the page may be: see frame/stage. */
  explorerStage?: any;
  /** Pixels of a canvas for one of the page, while a picture is taken along; else as many as the screen has. */
  explorerSharpness?: number;
}

interface Document {
  /** The page-wide keys that are heard now. */
  spineKeys?: (event: KeyboardEvent) => void;
}

/** A component's root element, on which its script keeps what it needs from one drawing to the next. */
type Root = HTMLElement & Record<string, any>;

/** Of an element: `on…` listens, `style` holds CSS properties, null leaves one out. */
type Attributes = Record<string, any>;

/** What stands in an element; nothing is left out. */
type Child = Node | string | null | undefined;

/** What a script keeps of its drawing: the payload that it shows, and whatever else it needs. */
type Kept<Data> = Record<string, any> & { data: Data & Look };

/** Red, green, blue, 0..255. */
type Rgb = [number, number, number];

/** The first and the last of something; of characters, the first and the one after the last. */
type Span = [number, number];

/** (row, column) -> 0..1. */
type Shares = (row: number, column: number) => number;

/** What of an attention pattern says which keys a query sees. */
interface Seen {
  causal: boolean;
  window: number | null;
  without_first?: boolean;
}

/** (row, column) of a board. */
type Cell = [number, number];

interface Board {
  label: string;
  rows: number;
  columns: number;
  at: Cell;
  paint: (canvas: HTMLCanvasElement, cell: Cell) => void;
  cellAt: (canvas: HTMLCanvasElement, event: MouseEvent) => Cell | null;
  told: (cell: Cell) => string;
  send: (cell: Cell) => void;
}
