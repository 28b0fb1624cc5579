/** Random choices that are the same for the same seed. */
export interface Random {
  /** A whole number, `from` and `to` included. */
  whole(from: number, to: number): number;
  /** True that often, from 0 to 1. */
  chance(often: number): boolean;
  of<T>(list: readonly [T, ...T[]]): T;
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** Mulberry32: 32 bits of state are plenty for a test. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    chance: (often) => next() < often,
    of: (list) => list[whole(0, list.length - 1)] ?? list[0],
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = keysOf(weights);
      let left = next() * entries.reduce((sum, key) => sum + weights[key], 0);
      for (const key of entries) {
        left -= weights[key];
        if (left < 0) return key;
      }
      throw new Error("nothing to choose from");
    },
  };
}

function keysOf<K extends string>(weights: Readonly<Record<K, number>>): K[] {
  const keys: K[] = [];
  for (const key in weights) keys.push(key);
  return keys;
}
