/**
 * Makes this folder's files from the whole data set: `node convert.ts <online_retail.csv.gz>`.
 * One customer in four with all their orders of the last eight weeks; guests' orders are picked by their number.
 */
import { createHash } from "node:crypto";
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { parse } from "csv-parse";
import { z } from "zod";

const firstDay = "2011-10-15";
const oneCustomerIn = 4;
const csvLines = 600;
const timeZone = "Europe/London";
const columns = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
];

const lineSchema = z.object({
  InvoiceNo: z.string(),
  StockCode: z.string(),
  Description: z.string(),
  Quantity: z.coerce.number().int(),
  /** `yyyy-mm-dd hh:mm:ss` on the shop's clocks. */
  InvoiceDate: z.string(),
  UnitPrice: z.string().regex(/^-?\d+(\.\d{1,3})?$/),
  /** The source writes 17850 as `17850.0`. */
  CustomerID: z.string().transform((id) => id.replace(/\.0$/, "")),
  Country: z.string(),
});
type Line = z.output<typeof lineSchema>;

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Say where online_retail.csv.gz is.");

const invoices = new Map<string, Line[]>();
const records = createReadStream(source)
  .pipe(createGunzip())
  .pipe(parse({ columns: true, bom: true }));
for await (const record of records) {
  const line = lineSchema.parse(record);
  if (line.InvoiceDate < firstDay || !isPicked(line.CustomerID || line.InvoiceNo)) continue;
  const lines = invoices.get(line.InvoiceNo);
  if (lines) lines.push(line);
  else invoices.set(line.InvoiceNo, [line]);
}

const events = [...invoices.values()].filter((lines) => amountMills(lines) !== 0).map(eventOf);
writeJsonLines("events.jsonl.gz", events);

const customers = Map.groupBy(invoices.values(), ([first]) => first?.CustomerID ?? "");
customers.delete("");
const profiles = [...customers].map(([identity, orders]) => profileOf(identity, orders));
writeJsonLines("customers.jsonl.gz", profiles);

const sold = [...invoices.values()].flat().filter(({ Quantity, CustomerID }) => Quantity > 0 && CustomerID !== "");
const rows = sold.slice(-csvLines).map((line) =>
  Object.values(line)
    .map((value) => cell(String(value)))
    .join(","),
);
writeFileSync(here("order-lines.csv"), `${[columns.join(","), ...rows].join("\n")}\n`);

console.log(
  `${events.length} events with ${[...invoices.values()].flat().length} items, ${profiles.length} customers, ${rows.length} order lines`,
);

/** An order, or, where the number begins with C, one that was taken back; its quantities are then below zero. */
function eventOf(lines: readonly Line[]) {
  const [first] = lines;
  if (!first) throw new Error("An invoice without lines.");
  const sign = first.InvoiceNo.startsWith("C") ? -1 : 1;
  return {
    type: "event",
    eventId: `invoice-${first.InvoiceNo}`,
    eventName: sign < 0 ? "Refunded" : "Charged",
    ts: instantOf(first),
    profile: { ...(first.CustomerID === "" ? {} : { identity: first.CustomerID }), Country: first.Country },
    eventProps: {
      "Charged ID": first.InvoiceNo,
      Amount: (sign * amountMills(lines)) / 1_000,
      Currency: "GBP",
      Items: lines.map(({ StockCode, Description, Quantity, UnitPrice }) => ({
        "Stock Code": StockCode,
        Description,
        Quantity: sign * Quantity,
        "Unit Price": Number(UnitPrice),
      })),
    },
  };
}

/** A customer as the shop knew them after the last of these orders. */
function profileOf(identity: string, orders: readonly (readonly Line[])[]) {
  const [latest] = orders.map(([first]) => first).toSorted((a, b) => compare(b?.InvoiceDate, a?.InvoiceDate));
  if (!latest) throw new Error("A customer without orders.");
  const returned = orders.filter(([first]) => first?.InvoiceNo.startsWith("C"));
  const mills = orders.reduce((sum, lines) => sum + amountMills(lines), 0);
  return {
    type: "profile",
    profile: {
      identity,
      Country: latest.Country,
      Orders: orders.length - returned.length,
      Returns: returned.length,
      "Net Spend": mills / 1_000,
      Currency: "GBP",
      "Bought Last": instantOf(latest),
    },
    updatedAt: instantOf(latest),
  };
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function instantOf({ InvoiceDate }: Line): string {
  return Temporal.PlainDateTime.from(InvoiceDate.replace(" ", "T")).toZonedDateTime(timeZone).toInstant().toString();
}

/** In thousandths of a pound, so that no cent is lost on the way. */
function amountMills(lines: readonly Line[]): number {
  return lines.reduce((sum, { Quantity, UnitPrice }) => sum + Quantity * Math.round(Number(UnitPrice) * 1_000), 0);
}

function isPicked(text: string): boolean {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % oneCustomerIn === 0;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeJsonLines(name: string, lines: readonly unknown[]): void {
  writeFileSync(here(name), gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { level: 9 }));
}

function here(name: string): string {
  return join(import.meta.dirname, name);
}
