import { useEffect, useState } from "react";

/** The tokens that charts are drawn with, as the page shows them now: a canvas knows no custom properties. */
export interface ChartColours {
  readonly done: string;
  readonly underWay: string;
  readonly others: string;
  readonly text: string;
  readonly line: string;
  readonly font: string;
}

/** Read anew when the theme changes, by the switch or by the system. */
export function useChartColours(): ChartColours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const read = () => setColours(readColours());
    const system = matchMedia("(prefers-color-scheme: dark)");
    window.addEventListener("themechange", read);
    system.addEventListener("change", read);
    return () => {
      window.removeEventListener("themechange", read);
      system.removeEventListener("change", read);
    };
  }, []);
  return colours;
}

function readColours(): ChartColours {
  // `light-dark()` is resolved for an element's own colour, not for the custom property.
  const probe = document.createElement("span");
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colourOf = (token: string) => {
    probe.style.color = `var(${token})`;
    return style.color;
  };
  const colours = {
    done: colourOf("--accent"),
    underWay: colourOf("--running"),
    others: colourOf("--failed"),
    text: colourOf("--text-muted"),
    line: colourOf("--border"),
    font: `12px ${style.fontFamily}`,
  };
  probe.remove();
  return colours;
}
