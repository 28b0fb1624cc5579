import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ProgressBar } from "react-aria-components";
import styles from "./button.module.css";

type Kind = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  readonly kind?: Kind;
  readonly size?: "s" | "m";
  readonly children: ReactNode;
}

/** While `isPending` it says so to those who listen, keeps the focus and cannot be pressed again. */
export function Button({ kind = "plain", size = "m", children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={styles.button} data-kind={kind} data-size={size}>
      {({ isPending }) => (
        <>
          {children}
          {isPending && <ProgressBar className={styles.pending} isIndeterminate aria-label="Working" />}
        </>
      )}
    </AriaButton>
  );
}

interface LinkButtonProps extends LinkProps {
  readonly kind?: Kind;
  readonly size?: "s" | "m";
  readonly children: ReactNode;
}

/** What leads elsewhere is a link, however it looks: it can be opened in another tab. */
export function LinkButton({ kind = "plain", size = "m", ...props }: LinkButtonProps) {
  return <Link {...props} className={styles.button} data-kind={kind} data-size={size} />;
}
