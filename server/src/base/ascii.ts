/** Whether a UTF-16 code is one of the digits 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a UTF-16 code is one of the letters a to z. */
export function isLowerLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
