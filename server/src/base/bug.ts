let isStrict = true;
let report: (message: string) => void = () => {};

/** Says where impossible states go outside of tests: `log` is called once per message instead of throwing. */
export function logBugsInsteadOfThrowing(log: (message: string) => void): void {
  const seen = new Set<string>();
  isStrict = false;
  report = (message) => {
    if (seen.has(message)) return;
    seen.add(message);
    log(message);
  };
}

/** For states that cannot be: throws in tests, logs once elsewhere. Bad input is never a bug. */
export function bug(message: string): void {
  if (isStrict) throw new Error(`bug: ${message}`);
  report(message);
}
