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
}

interface Shown<Data, Events = {}> {
  data: Data & Look;
  key: string;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue<Name extends keyof Events>(name: Name, value: Events[Name]): void;
}

/** A component's root element, on which its script keeps what it needs from one drawing to the next. */
type Root = HTMLElement & Record<string, any>;
