/**
 * Milliseconds since some fixed moment. `performance` would load eight modules of Node's at the first call, which comes in
 * every start.
 */
export function nowMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
