type Theme = "light" | "dark";

const KEPT = "groundswell.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme | undefined {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === "light" || kept === "dark" ? kept : undefined;
  } catch {
    return undefined;
  }
}

function show(): void {
  document.documentElement.dataset["theme"] = chosen() ?? (system.matches ? "dark" : "light");
}

/// Light or dark: as the reader chose, else as the system says.
export function startTheme(): void {
  show();
  system.addEventListener("change", show);
}

export function switchTheme(): void {
  const next: Theme = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  document.documentElement.dataset["theme"] = next;
}
