import styles from "./events-field.module.css";

const barWidth = 2;
const height = 16;

/** Records a day, the last one at the right; what it says is beside it in figures. */
export function Sparkline({ perDay }: { readonly perDay: readonly number[] }) {
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${perDay.length * barWidth} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={bars(perDay)} fill="currentColor" />
    </svg>
  );
}

/** A bar for each figure, the highest as high as there is room; what is not nothing can be seen. */
function bars(figures: readonly number[]): string {
  const most = Math.max(1, ...figures);
  return figures
    .map((figure, index) => {
      if (figure === 0) return "";
      const top = height - Math.max(1.5, (figure / most) * height);
      return `M${index * barWidth} ${height}V${top.toFixed(1)}h${barWidth - 0.4}V${height}z`;
    })
    .join("");
}
