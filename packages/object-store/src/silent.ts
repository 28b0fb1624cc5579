/** Without a logger the SDK writes some of its warnings to the console; errors are logged where they end up. */
export const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
