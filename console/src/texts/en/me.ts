export const me = {
  nav: { challenges: "Challenges" },
  title: "My challenges",
  lead: "Your pace, and the next step.",
} as const;
