import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import styles from "./tabs.module.css";

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: Readonly<Record<T, string>>;
  /** The order in which they stand. */
  readonly order: readonly T[];
  readonly selected: T;
  readonly onSelect: (tab: T) => void;
  /** Of the selected one. */
  readonly children: ReactNode;
}

/** Parts of a screen of which one is in sight; which one belongs into the address. */
export function Tabs<T extends string>({ label, tabs, order, selected, onSelect, children }: TabsProps<T>) {
  return (
    <AriaTabs
      className={styles.tabs}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = order.find((one) => one === key);
        if (tab !== undefined && tab !== selected) onSelect(tab);
      }}
    >
      <TabList aria-label={label} className={styles.list}>
        {order.map((tab) => (
          <Tab key={tab} id={tab} className={styles.tab}>
            {tabs[tab]}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} className={styles.panel}>
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
