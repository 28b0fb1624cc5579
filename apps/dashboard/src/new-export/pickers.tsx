import { parseAbsolute, type ZonedDateTime } from "@internationalized/date";
import type { ReactNode } from "react";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  DateInput,
  DatePicker,
  DateRangePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  I18nProvider,
  Label,
  Popover,
  RangeCalendar,
  Text,
} from "react-aria-components";
import { whenTexts } from "../texts/new-export.ts";
import fieldStyles from "../ui/field.module.css";
import { counted, offset } from "../ui/figures.ts";
import styles from "./pickers.module.css";
import { earliestIn, type Range, type RangeBounds } from "./range-presets.ts";

interface RangePickerProps {
  readonly value: Range;
  readonly bounds: RangeBounds;
  readonly onChange: (from: string | null, to: string | null) => void;
  readonly error: string | undefined;
}

/** `[from, to)` to the minute, on the project's clocks. */
export function RangePicker({ value: { from, to }, bounds, onChange, error }: RangePickerProps) {
  const { timeZone } = bounds;
  const value =
    from !== null && to !== null ? { start: parseAbsolute(from, timeZone), end: parseAbsolute(to, timeZone) } : null;
  return (
    <I18nProvider locale="en-GB">
      <DateRangePicker
        className={`${fieldStyles.field} ${styles.picker}`}
        {...clock}
        value={value}
        minValue={earliestIn(bounds)}
        placeholderValue={earliestIn({ ...bounds, lookbackDays: 0 })}
        isInvalid={error !== undefined}
        onChange={(range) => onChange(instantOf(range?.start), instantOf(range?.end))}
      >
        <Label className={fieldStyles.label}>{whenTexts.window}</Label>
        <Group className={styles.group}>
          <span className={styles.inputs}>
            <Segments slot="start">{whenTexts.from}</Segments>
            <Segments slot="end">{whenTexts.to}</Segments>
          </span>
          <CalendarButton />
        </Group>
        <Help bounds={bounds} at={to} />
        <FieldError className={fieldStyles.error}>{error}</FieldError>
        <Popover className={styles.popover}>
          <Dialog className={styles.dialog}>
            <RangeCalendar>
              <Month />
            </RangeCalendar>
          </Dialog>
        </Popover>
      </DateRangePicker>
    </I18nProvider>
  );
}

interface InstantPickerProps {
  readonly value: string;
  readonly bounds: RangeBounds;
  readonly onChange: (instant: string | null) => void;
  readonly error: string | undefined;
}

/** An instant to the minute, on the project's clocks. */
export function InstantPicker({ value, bounds, onChange, error }: InstantPickerProps) {
  return (
    <I18nProvider locale="en-GB">
      <DatePicker
        className={`${fieldStyles.field} ${styles.picker}`}
        {...clock}
        value={parseAbsolute(value, bounds.timeZone)}
        minValue={earliestIn(bounds)}
        isInvalid={error !== undefined}
        onChange={(instant) => instant && onChange(instantOf(instant))}
      >
        <Label className={fieldStyles.label}>{whenTexts.startLabel}</Label>
        <Group className={styles.group}>
          <span className={styles.inputs}>
            <Segments />
          </span>
          <CalendarButton />
        </Group>
        <Help bounds={bounds} at={value} />
        <FieldError className={fieldStyles.error}>{error}</FieldError>
        <Popover className={styles.popover}>
          <Dialog className={styles.dialog}>
            <Calendar>
              <Month />
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  );
}

const clock = {
  granularity: "minute",
  hourCycle: 24,
  shouldForceLeadingZeros: true,
  hideTimeZone: true,
  shouldCloseOnSelect: false,
} as const;

function instantOf(value: ZonedDateTime | null | undefined): string | null {
  return value?.toAbsoluteString() ?? null;
}

function Segments({ slot, children }: { readonly slot?: "start" | "end"; readonly children?: ReactNode }) {
  return (
    <span className={styles.end}>
      {children !== undefined && <span className={styles.endName}>{children}</span>}
      <DateInput slot={slot} className={styles.input}>
        {(segment) => <DateSegment segment={segment} className={styles.segment} />}
      </DateInput>
    </span>
  );
}

function CalendarButton() {
  return (
    <Button className={styles.open} aria-label={whenTexts.calendar}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3.5M10.5 2v3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </svg>
    </Button>
  );
}

function Help({ bounds, at }: { readonly bounds: RangeBounds; readonly at: string | null }) {
  const { timeZone, lookbackDays, nowMs } = bounds;
  const inZone = offset(at ?? nowMs, timeZone);
  return (
    <Text slot="description" className={fieldStyles.help}>
      {whenTexts.lookback(counted(lookbackDays, "day"), inZone === timeZone ? timeZone : `${timeZone} (${inZone})`)}
    </Text>
  );
}

function Month() {
  return (
    <>
      <header className={styles.month}>
        <Button slot="previous" className={styles.step}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m10 3.5-4.5 4.5 4.5 4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </Button>
        <CalendarHeading className={styles.monthName} />
        <Button slot="next" className={styles.step}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m6 3.5 4.5 4.5-4.5 4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </Button>
      </header>
      <CalendarGrid className={styles.grid}>
        {(date) => <CalendarCell date={date} className={styles.day} />}
      </CalendarGrid>
    </>
  );
}
