import type {
  ColumnNames,
  ExportType,
  Format,
  Frequency,
  JsonHeader,
  ParquetContainer,
  ParquetLayout,
} from "../api/schema.d.ts";
import type { RangePreset } from "../new-export/range-presets.ts";
import type { Warehouse } from "../new-export/warehouses.ts";

type Told<T extends string> = Readonly<Record<T, { readonly title: string; readonly text?: string }>>;

/** What the form for a new export says. */
export const newExportTexts = {
  title: "Create export",
  create: "Create export",
  cancel: "Cancel",
  viewer:
    "This browser is signed in with a viewer's token, which may look at everything and create nothing. An admin of the project can create exports.",
  close: "Close",
  optional: "Optional; the activity log can be searched for it.",
  name: "Name",
  refused: "The export was not created. What has to be mended is said beside the fields in question.",
  unsure: "Whether it was created is not known. Press Create export again: it makes one export, not two.",
  discard: {
    title: "Discard this export?",
    text: "What you have entered is kept nowhere else.",
    discard: "Discard",
  },
  like: "The export whose settings were to be taken over could not be read. You can still start from nothing.",
} as const;

export const destinationTexts = {
  group: "Where to",
  partner: "Partner",
  partnerName: "Amazon S3",
  partnerText: "Your own bucket, or one of a store that speaks S3.",
  connection: "Connection",
  none: "This project has no connection yet: a bucket, and the right to put objects into it.",
  connect: "Connect a bucket",
  first: "An export needs one: connect a bucket first.",
  choose: "Choose a connection",
} as const;

export const typeTexts: Told<ExportType> = {
  allEvents: { title: "All events", text: "System and custom ones, new ones too" },
  selectEvents: { title: "Select events", text: "Those that you name" },
  allProfiles: { title: "All profiles", text: "The latest state of every user" },
};

export const eventTexts = {
  type: "What",
  label: "Events",
  search: "Search events",
  placeholder: "Charged, or a pattern such as Edited *",
  help: "In a pattern * is any text and ? any one character. The export keeps the names, not the pattern: an event that is new later is not in it. For that take All events.",
  clear: "Clear selection",
  onlySelected: "Only selected",
  add: (found: string) => `Select ${found}`,
  addByHand: (name: string) => `Add “${name}” by hand`,
  unknown: "no event so far",
  nothing: "No event is found by this.",
  noEvents: "This project has no events yet.",
  loading: "Loading events",
  days: "last 30 days",
  records: "Records, last 30 days",
} as const;

export const frequencyTexts: Told<Frequency> = {
  oneTime: { title: "One time", text: "Starts at once" },
  recurring: { title: "Recurring", text: "What is new, on a schedule" },
};

export const presetTexts: Readonly<Record<RangePreset, string>> = {
  last24Hours: "Last 24 hours",
  yesterday: "Yesterday",
  last7Days: "Last 7 days",
  last30Days: "Last 30 days",
  thisMonth: "This month",
  everything: "Everything there is",
};

export const whenTexts = {
  frequency: "How often",
  window: "Events that happened",
  presets: "Ready-made windows",
  from: "From",
  to: "until before",
  lookback: (days: string, zone: string) => `On the clocks of ${zone}, back to ${days} ago.`,
  calendar: "Open the calendar",
  everyHours: "Runs every",
  custom: "Custom",
  hours: "Hours between runs",
  hoursHelp: "Whole hours, 4 to 24.",
  start: "First window starts",
  startNow: { title: "Now", text: "With what is captured from now on" },
  startAt: { title: "At a time", text: "Earlier: delivers what was captured since. Later: waits for it" },
  startLabel: "Start of the first window",
  runs: "First run and the next five",
  run: "Run starts",
  covers: "Delivers what was captured",
  allSoFar: "everything until",
  changed: "what changed",
  settle:
    "A window ends a minute before its run, so that what is still being written comes with the next one. Windows never overlap and leave no gap: a late event is in exactly one of them.",
  profilesNow: "All profiles as they are when the export starts. It has no window.",
} as const;

export const formatTexts: Told<Format> = {
  parquet: { title: "Parquet", text: "Typed columns, for warehouses" },
  csv: { title: "CSV", text: "For spreadsheets and loaders" },
  json: { title: "JSON", text: "One record a line, nested as it was sent" },
  xml: { title: "XML", text: "For older systems" },
};

export const warehouseTexts: Readonly<Record<Warehouse, { readonly title: string; readonly why: string }>> = {
  athena: {
    title: "Athena",
    why: "Athena reads .parquet files in place, and with the map layout one table definition fits every event. It wants a folder of files of one shape: use a connection with a prefix of its own and name one event.",
  },
  spark: {
    title: "Spark, Databricks",
    why: "Spark reads .parquet files in place; typed columns need no unpacking, and underscored names no backticks.",
  },
  bigQuery: {
    title: "BigQuery",
    why: "BigQuery takes no dots in the names of columns, so they are underscored. It loads from its own store: copy the files to Google Cloud Storage first.",
  },
  snowflake: {
    title: "Snowflake",
    why: "COPY INTO with MATCH_BY_COLUMN_NAME finds the columns of .parquet files by their names; underscored ones need no quotes.",
  },
  redshift: {
    title: "Redshift",
    why: "Redshift wants the columns of a Parquet file to be the table's own, in order. CSV is simpler: COPY … CSV GZIP IGNOREHEADER 1 loads the files as they are.",
  },
  duckDb: {
    title: "DuckDB",
    why: "DuckDB reads .parquet files in place, many at once; typed columns can be computed with as they are.",
  },
  excel: {
    title: "A human in Excel",
    why: "One row an event and a header in every file, which holds at most a million rows, as a sheet does. Unpack the .csv.gz and take Data › From Text/CSV, where Excel sees that it is UTF-8.",
  },
};

export const formatGroupTexts = {
  format: "Format",
  warehouse: "Which warehouse?",
  choose: "Choose the format and its options for me",
  options: "Options",
  noOptions: "This format has no options for profiles.",
} as const;

export const optionTexts = {
  eventId: {
    label: "Each record's id (eventId)",
    text: "Off by default. Lets you remove duplicates when windows of several exports overlap.",
  },
  jsonHeader: {
    label: "First line (jsonHeader)",
    choices: {
      eventName: { title: "The event's name", text: "The default: line 1 is the name, then a record a line" },
      none: { title: "None", text: "Plain NDJSON: every record has its eventName" },
    } satisfies Told<JsonHeader>,
  },
  parquetContainer: {
    label: "File (parquetContainer)",
    choices: {
      none: { title: ".parquet", text: "Recommended: tools read it in place" },
      gzip: { title: ".parquet.gz", text: "Gzipped as a whole: unpack before reading" },
    } satisfies Told<ParquetContainer>,
  },
  parquetLayout: {
    label: "Event properties (parquetLayout)",
    choices: {
      map: { title: "One map", text: "The default: the same columns for every event, values as text" },
      columns: { title: "Columns", text: "A typed column for each property" },
    } satisfies Told<ParquetLayout>,
  },
  columnNames: {
    label: "Names of columns (columnNames)",
    choices: {
      dotted: { title: "Dotted", text: "The default: eventProps.Amount" },
      underscored: { title: "Underscored", text: "eventProps_Amount, for BigQuery and Spark" },
    } satisfies Told<ColumnNames>,
  },
} as const;

export const blockingTexts = {
  none: {
    oneTime:
      "A project has one recurring profile export at most, and while one is scheduled a one-time one is refused. None is scheduled now.",
    recurring:
      "A project has one recurring profile export at most, and while one is scheduled no other export of profiles can be created. This will be the one.",
  },
  title: (name: string) => `${name} is in the way`,
  text: "It is a recurring export of profiles. A project has one of them at most, and while it is scheduled no other export of profiles can be created, a one-time one neither. Stop it first; it can be resumed later, when no other is scheduled.",
  open: "Open it in a new tab",
  stop: "Stop it",
  confirm: {
    title: (name: string) => `Stop ${name}?`,
    text: "A run in progress ends within seconds, and no more follow. You can resume it, from where it stopped or from now.",
    stop: "Stop export",
  },
} as const;

export const outcomeTexts = {
  title: "What will arrive",
  missing: {
    connection: "Choose a connection, and what will arrive in its bucket is shown here.",
    events: "Select an event, and what will arrive is shown here.",
    range: "Complete the window, and what will arrive is shown here.",
    hours: "Say how many hours there are between runs, and what will arrive is shown here.",
  },
  asking: "Working it out",
  wrong: "Once the form is right, what will arrive is shown here.",
  records: "Records",
  events: "Events",
  size: "Size",
  objects: "Objects",
  duration: "Duration",
  noPast: "no past run to judge by",
  about: "about",
  atLeast: "at least",
  none: "No records: the run will be Done with a manifest that says zero.",
  ahead: "The first window lies ahead. These figures are of as long a time before now.",
  firstObjects: "First objects",
  firstObjectsHelp:
    "The numbers in front are those of an export that is created this second; yours will have its own. The manifest is written last.",
  more: (objects: string) => `… at least ${objects} more`,
  firstRecords: "First records",
  ofEvent: "Event whose first records are shown",
  shown: (records: string, more: boolean) => `${records} shown${more ? "; the run has more" : ", which is all"}`,
  empty: "There is no record in this window, so nothing can be shown.",
  spoken: (records: string, size: string, warnings: string) => `${records}, about ${size}${warnings}.`,
} as const;

/** Why there are no first records to be seen; what else goes wrong is told in the API's words. */
export const previewProblems: Readonly<Record<string, string>> = {
  "encoder.unavailable":
    "No encoder of this format is running, so the first records can't be shown. The export can be created all the same: its run waits for one.",
  "encoder.busy": "The encoders are busy with other previews. Asking again in a moment.",
  "preview.too_late": "The encoder took too long for a preview. The figures above are right all the same.",
  "queue.unavailable":
    "NATS, over which encoders are reached, does not answer, so the first records can't be shown. Asking again in a moment.",
  "preview.too_large": "The first record alone is too large to be shown here. It will be exported all the same.",
};
