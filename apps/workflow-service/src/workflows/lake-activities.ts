/** The looking after the lake, as its workflow sees it. Each call may happen more than once. */
export interface LakeActivities {
  /** The projects that have something in the lake. */
  listLakeProjects(): Promise<string[]>;
  /** Merges a project's small loads, and removes what no plan needs any more. */
  maintainProject(order: { readonly project: string }): Promise<MaintainedProject>;
}

export interface MaintainedProject {
  /** How many loads there are fewer than before. */
  readonly merged: number;
  /** How many that others stood for are gone. */
  readonly removed: number;
}
