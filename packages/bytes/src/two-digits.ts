/** Writes a number below 100 as two digits of ASCII. */
export function writeTwoDigits(bytes: Uint8Array, at: number, value: number): void {
  const tens = Math.floor(value / 10);
  bytes[at] = zero + tens;
  bytes[at + 1] = zero + value - tens * 10;
}

const zero = 0x30;
