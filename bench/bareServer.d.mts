export function makeBareServer(): Promise<string>;
export function makeEchoServer(): Promise<string>;
