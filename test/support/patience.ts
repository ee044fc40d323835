/**
 * How long a test waits for what has to come (ms): so much longer than it takes, on a slow machine that is busy with other
 * things, too, that only what hangs takes so long.
 */
export const patienceMs = 120_000;
