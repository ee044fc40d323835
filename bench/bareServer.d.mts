export function makeBareServer(): Promise<string>;
