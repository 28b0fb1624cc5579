import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { keepTheme, keptTheme, type Theme } from "../look/theme.ts";
import { shellTexts } from "../texts/shell.ts";
import { choiceOf } from "../ui/choices.tsx";
import { Icon } from "./icons.tsx";
import styles from "./shell.module.css";

const { label, ...titles } = shellTexts.theme;

const choices: readonly { readonly value: Theme; readonly title: string }[] = [
  { value: "system", title: titles.system },
  { value: "light", title: titles.light },
  { value: "dark", title: titles.dark },
];

/** Light, dark or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(keptTheme);
  return (
    <RadioGroup
      className={styles.themes}
      aria-label={label}
      orientation="horizontal"
      value={theme}
      onChange={(text) => {
        const value = choiceOf(choices, text);
        setTheme(value);
        keepTheme(value);
      }}
    >
      {choices.map(({ value, title }) => (
        <Radio key={value} value={value} className={styles.theme} aria-label={title}>
          <span className={styles.sign} title={title}>
            <Icon name={value} />
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
