export const ops = {
  nav: { pipeline: "Pipeline" },
  title: "Pipeline",
  lead: "What runs, what waits, and what failed.",
} as const;
