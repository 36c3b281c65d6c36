/// Paths on a grid of 16.
const PATHS = {
  upload: "M8 10.5V3m0 0L5 6m3-3 3 3M2.5 10.500v2h11v-2",
  people: "M6 7.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.500c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 2.700a2.4 2.4 0 0 1 0 4.600M12 9.800c1.6.5 2.5 1.8 2.5 3.7",
  flag: "M3.5 14V2.500m0 .5h8.200L10 6l1.7 3H3.5",
  gift: "M2.5 6.500h11v2h-11zM3.5 8.500v5h9v-5M8 6.500v7M8 6.500C6 6.5 4.5 5.7 4.5 4.3 4.5 2.5 7.5 2.3 8 6.500Zm0 0c2 0 3.5-.8 3.5-2.200C11.5 2.5 8.5 2.3 8 6.500Z",
  gear: "M8 10.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400ZM8 1.800v1.800m0 8.800v1.800M1.8 8h1.800m8.8 0h1.800M3.6 3.600l1.3 1.300m6.2 6.2 1.3 1.300m0-8.8-1.3 1.300m-6.2 6.2-1.3 1.3",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.400L14 14",
  flow: "M2 4h4v3H2zM10 2.500h4v3h-4zM10 10.500h4v3h-4zM6 5.500h2c1.5 0 .5-1.5 2-1.500M8 5.500c1.5 0 0 6.5 2 6.5",
  alert: "M8 2.5 14.3 13.500H1.700ZM8 6.500v3m0 2v.1",
  redo: "M13 3v3.500H9.500M13 6.500A5.5 5.5 0 1 0 13.3 9.5",
  undo: "M3 3v3.500h3.500M3 6.500A5.5 5.5 0 1 1 2.7 9.5",
  list: "M5.5 4H14M5.5 8H14M5.5 12H14M2.2 4h.1m-.1 4h.1m-.1 4h.1",
  audit: "M4 2h6l2.5 2.500V14H4ZM6 7h4.500M6 9.500h4.500M6 12h2.5",
  check: "m3 8.5 3.3 3.300L13 4.8",
  x: "m4 4 8 8m0-8-8 8",
  down: "M8 3v7.500m0 0L5 7.500m3 3 3-3M2.5 13.500h11",
  file: "M4 1.800h5.500L12.5 5v9.200H4ZM9.3 1.800v3.400h3.2",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-9.300V8l2.2 1.5",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.500V11M8 5v.1",
  pause: "M5.5 3.500v9m5-9v9",
  play: "M5 3v10l7.5-5Z",
  stop: "M4 4h8v8H4z",
  plus: "M8 3v10M3 8h10",
  more: "M3.5 8h.1M8 8h.1m4.4 0h.1",
  right: "m6 3.5 4.5 4.500L6 12.5",
  home: "M2.5 7.5 8 3l5.5 4.500v6h-4V10h-3v3.500h-4Z",
  podium: "M6 13.500V3.500h4v10M2 13.500v-6h4m4 2h4v4H2",
  days: "M2.5 3.500h11v10h-11ZM2.5 6.500h11M5.5 2v2.500m5-2.500v2.5",
  bell: "M4 7a4 4 0 0 1 8 0c0 3.5 1.5 4 1.5 4.500h-11C2.5 11 4 10.5 4 7ZM6.5 13.700c.7.7 2.3.7 3 0",
  me: "M8 8a2.8 2.8 0 1 0 0-5.600A2.8 2.8 0 0 0 8 8ZM2.7 14c.3-3 2.5-4.5 5.3-4.500s5 1.5 5.3 4.5",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-9.500v1.200m0 10.600v1.200M1.5 8h1.200m10.6 0h1.200M3.4 3.400l.9.900m7.4 7.4.9.900m0-9.2-.9.900m-7.4 7.4-.9.9",
  spark: "M2 11.5 5.5 8l2.5 2.500L14 4.5",
  shield: "M8 1.8 13 3.500v4c0 3.3-2 5.5-5 6.7-3-1.2-5-3.4-5-6.700v-4Z",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 9.800a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.600Z",
  watch: "M8 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM6 5l.4-3h3.200l.4 3m-4 6 .4 3h3.200l.4-3",
  folder: "M2 4h4.500L8 5.500h6v7.500H2Z",
  park: "M5 14V2.500h4a3 3 0 0 1 0 6.500H5",
  out: "M6.5 2.500h-4v11h4M10 5l3 3-3 3m3-3H6",
} as const;

export type IconName = keyof typeof PATHS;

/// Says nothing by itself: a word stands beside it, or its button has a name.
export function Icon({ name, large = false }: { readonly name: IconName; readonly large?: boolean }) {
  return (
    <svg className={large ? "icon large" : "icon"} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Brand() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false">
      <rect width="26" height="26" rx="7" fill="#0b6570" />
      <path
        d="M4 17.500c3.2 0 4-2 5.8-5.200C11.5 9.3 13 7.5 15.6 7.500c3.2 0 4.3 2.6 3.6 4.6-.5 1.4-2 1.8-2.9 1"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M4 20.500h18" stroke="#54c6c2" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
