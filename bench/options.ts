/** What was given on the command line; what is not an option ends it with one line and status 2. */
export function readOptions<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} (--help prints the options)`);
    process.exit(2);
  }
}
