import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { SessionProject } from "../api/schema.d.ts";
import { signOut } from "../api/session.ts";
import { shellTexts } from "../texts/shell.ts";
import type { Choice } from "../ui/choices.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { Icon, type IconName } from "./icons.tsx";
import styles from "./shell.module.css";
import { ThemeSwitch } from "./theme-switch.tsx";

interface SideBarProps {
  readonly id: string;
  readonly projects: readonly SessionProject[];
}

export function SideBar({ id, projects }: SideBarProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className={styles.side} data-open={isOpen || undefined}>
      <div className={styles.top}>
        <span className={styles.brand}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="currentColor" />
            <path d="M7 9h18M7 16h12M7 23h6" stroke="var(--surface)" strokeWidth="3" strokeLinecap="round" />
          </svg>
          Sluice
        </span>
        <Button
          className={styles.menu}
          aria-label={shellTexts.screens}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
          </svg>
        </Button>
      </div>
      <div className={styles.rest}>
        <ProjectSwitch id={id} projects={projects} />
        <nav aria-label={shellTexts.screens} className={styles.screens}>
          <Screen to="/p/$project/exports" icon="exports" id={id} onPick={() => setOpen(false)}>
            {shellTexts.exports}
          </Screen>
          <Screen to="/p/$project/connections" icon="connections" id={id} onPick={() => setOpen(false)}>
            {shellTexts.connections}
          </Screen>
          <Screen to="/p/$project/verify" icon="verify" id={id} onPick={() => setOpen(false)}>
            {shellTexts.verify}
          </Screen>
          <Screen to="/p/$project/settings" icon="settings" id={id} onPick={() => setOpen(false)}>
            {shellTexts.settings}
          </Screen>
        </nav>
        <div className={styles.bottom}>
          <a href="/docs" className={styles.screen}>
            <Icon name="reference" />
            {shellTexts.reference}
          </a>
          <SignOut />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}

function SignOut() {
  const { mutate, isPending, error } = useMutation({ mutationFn: signOut });
  return (
    <>
      <Button className={styles.screen} isPending={isPending} onPress={() => mutate()}>
        <Icon name="signOut" />
        {shellTexts.signOut}
      </Button>
      {error && <ProblemNotice error={error} />}
    </>
  );
}

interface ScreenProps {
  readonly to: "/p/$project/exports" | "/p/$project/connections" | "/p/$project/verify" | "/p/$project/settings";
  readonly icon: IconName;
  readonly id: string;
  readonly onPick: () => void;
  readonly children: string;
}

function Screen({ to, icon, id, onPick, children }: ScreenProps) {
  return (
    <Link
      to={to}
      params={{ project: id }}
      className={styles.screen}
      activeOptions={{ includeSearch: false }}
      onClick={onPick}
    >
      <Icon name={icon} />
      {children}
    </Link>
  );
}

const another = "another";

function ProjectSwitch({ id, projects }: SideBarProps) {
  const navigate = useNavigate();
  const choices: Choice<string>[] = projects.map((project) => ({
    value: project.id,
    title: `${project.name} (${project.id})`,
  }));
  const all = [...choices, { value: another, title: shellTexts.otherProject }];
  return (
    <Select
      label={shellTexts.project}
      choices={all}
      value={id}
      onChange={(value) => {
        if (value === another) void navigate({ to: "/sign-in" });
        else if (value !== id) void navigate({ to: "/p/$project/exports", params: { project: value } });
      }}
    />
  );
}
