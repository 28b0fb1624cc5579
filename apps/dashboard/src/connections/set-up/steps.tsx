import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { setUpTexts as texts } from "../../texts/connections.ts";
import styles from "./steps.module.css";

interface StepsProps {
  readonly step: number;
  /** How many of the steps there are here. */
  readonly count: number;
  readonly onStep: (step: number) => void;
}

/** Where one is in a set-up; every step can be looked at. The focus goes along, since what was pressed may be gone. */
export function Steps({ step, count, onStep }: StepsProps) {
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    list.current?.querySelectorAll("button")[step - 1]?.focus();
  }, [step]);
  return (
    <ol ref={list} className={styles.steps} aria-label={texts.title}>
      {texts.steps.slice(0, count).map((name, index) => (
        <li key={name} aria-current={step === index + 1 ? "step" : undefined} className={styles.item}>
          <Button
            className={styles.step}
            data-current={step === index + 1 || undefined}
            onPress={() => onStep(index + 1)}
          >
            <span className={styles.number}>{index + 1}</span>
            {name}
          </Button>
        </li>
      ))}
    </ol>
  );
}
