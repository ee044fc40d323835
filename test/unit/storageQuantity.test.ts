import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canonicalText,
  compareQuantities,
  isWhole,
  parseQuantity,
  type QuantityFormat,
  type QuantityProblem,
  quantityProblem,
  signOf,
  toBinaryText,
  toDecimalText,
  wholeValue,
} from '../../server/src/storage/quantity.ts';
import { fc } from '../support/fastCheck.ts';

/** What apimachinery 0.36 makes of each text: the style, the spelling that it stores, the value rounded away from zero. */
// biome-ignore format: one quantity a line
const accepted: readonly (readonly [text: string, format: QuantityFormat, stored: string, value: bigint])[] = [
  ['0', 'decimal', '0', 0n],
  ['00', 'decimal', '0', 0n],
  ['-0', 'decimal', '0', 0n],
  ['0.0', 'decimal', '0', 0n],
  ['+', 'decimal', '0', 0n],
  ['-', 'decimal', '0', 0n],
  ['.', 'decimal', '0', 0n],
  ['-.', 'decimal', '0', 0n],
  ['Gi', 'binary', '0', 0n],
  ['Ti', 'binary', '0', 0n],
  ['m', 'decimal', '0', 0n],
  ['E', 'decimal', '0', 0n],
  ['e5', 'exponent', '0', 0n],
  ['1', 'decimal', '1', 1n],
  ['+1', 'decimal', '+1', 1n],
  ['-1', 'decimal', '-1', -1n],
  ['5.', 'decimal', '5.', 5n],
  ['.5', 'decimal', '500m', 1n],
  ['-.5', 'decimal', '-500m', -1n],
  ['+.5', 'decimal', '500m', 1n],
  ['5.Gi', 'binary', '5.Gi', 5368709120n],
  ['.5Gi', 'binary', '512Mi', 536870912n],
  ['1.5Gi', 'binary', '1536Mi', 1610612736n],
  ['-1.5Gi', 'binary', '-1536Mi', -1610612736n],
  ['0.5', 'decimal', '500m', 1n],
  ['1.5', 'decimal', '1500m', 2n],
  ['1.500', 'decimal', '1.500', 2n],
  ['1.000', 'decimal', '1', 1n],
  ['0.1', 'decimal', '100m', 1n],
  ['100m', 'decimal', '100m', 1n],
  ['1000m', 'decimal', '1', 1n],
  ['1500m', 'decimal', '1500m', 2n],
  ['999m', 'decimal', '999m', 1n],
  ['1u', 'decimal', '1u', 1n],
  ['1000u', 'decimal', '1m', 1n],
  ['1n', 'decimal', '1n', 1n],
  ['1000n', 'decimal', '1u', 1n],
  ['0.1n', 'decimal', '1n', 1n],
  ['1.5n', 'decimal', '2n', 1n],
  ['-0.5n', 'decimal', '-1n', -1n],
  ['1e-12', 'exponent', '1e-9', 1n],
  ['1e-9', 'exponent', '1e-9', 1n],
  ['0.0000000001', 'decimal', '1n', 1n],
  ['1.0000000001', 'decimal', '1000000001n', 2n],
  ['123456789.123456789', 'decimal', '123456789.123456789', 123456790n],
  ['123456789.1234567891', 'decimal', '123456789123456790n', 123456790n],
  ['1k', 'decimal', '1k', 1000n],
  ['1000k', 'decimal', '1M', 1000000n],
  ['1M', 'decimal', '1M', 1000000n],
  ['1000M', 'decimal', '1G', 1000000000n],
  ['10G', 'decimal', '10G', 10000000000n],
  ['1T', 'decimal', '1T', 1000000000000n],
  ['1P', 'decimal', '1P', 1000000000000000n],
  ['1E', 'decimal', '1E', 1000000000000000000n],
  ['12E', 'decimal', '12E', 12000000000000000000n],
  ['1Ki', 'binary', '1Ki', 1024n],
  ['10Ki', 'binary', '10Ki', 10240n],
  ['1000Ki', 'binary', '1000Ki', 1024000n],
  ['1024Ki', 'binary', '1Mi', 1048576n],
  ['1023Ki', 'binary', '1023Ki', 1047552n],
  ['1Mi', 'binary', '1Mi', 1048576n],
  ['1024Mi', 'binary', '1Gi', 1073741824n],
  ['1030Mi', 'binary', '1030Mi', 1080033280n],
  ['1536Mi', 'binary', '1536Mi', 1610612736n],
  ['2048Mi', 'binary', '2Gi', 2147483648n],
  ['10Gi', 'binary', '10Gi', 10737418240n],
  ['100Gi', 'binary', '100Gi', 107374182400n],
  ['1000Gi', 'binary', '1000Gi', 1073741824000n],
  ['1024Gi', 'binary', '1Ti', 1099511627776n],
  ['1Ti', 'binary', '1Ti', 1099511627776n],
  ['100Ti', 'binary', '100Ti', 109951162777600n],
  ['+100Ti', 'binary', '100Ti', 109951162777600n],
  ['1Pi', 'binary', '1Pi', 1125899906842624n],
  ['1Ei', 'binary', '1Ei', 1152921504606846976n],
  ['7Ei', 'binary', '7Ei', 8070450532247928832n],
  ['8Ei', 'binary', '9223372036854775807', 9223372036854775807n],
  ['7.99999Ei', 'binary', '9223360507639729739530240u', 9223360507639729740n],
  ['-9Ei', 'binary', '-9223372036854775807', -9223372036854775807n],
  ['+5Gi', 'binary', '+5Gi', 5368709120n],
  ['005Gi', 'binary', '005Gi', 5368709120n],
  ['0005', 'decimal', '0005', 5n],
  ['1.1Ki', 'binary', '1126400m', 1127n],
  ['1.5Ki', 'binary', '1536', 1536n],
  ['0.5Ki', 'binary', '512', 512n],
  ['0.0001Ki', 'decimal', '102400u', 1n],
  ['-0.0001Ki', 'decimal', '-102400u', -1n],
  ['0.00000000001Ki', 'decimal', '11n', 1n],
  ['999.999Ki', 'binary', '1023998976m', 1023999n],
  ['3.14159Gi', 'binary', '3373256576860160u', 3373256577n],
  ['1e3', 'exponent', '1e3', 1000n],
  ['1E3', 'exponent', '1E3', 1000n],
  ['1e03', 'exponent', '1e03', 1000n],
  ['1e+3', 'exponent', '1e+3', 1000n],
  ['1e-3', 'exponent', '1e-3', 1n],
  ['1E-3', 'exponent', '1E-3', 1n],
  ['1.5e3', 'exponent', '1500', 1500n],
  ['12e6', 'exponent', '12e6', 12000000n],
  ['12E6', 'exponent', '12E6', 12000000n],
  ['1e1', 'exponent', '10', 10n],
  ['1e2', 'exponent', '100', 100n],
  ['100e1', 'exponent', '1e3', 1000n],
  ['9e18', 'exponent', '9e18', 9000000000000000000n],
  ['1e18', 'exponent', '1e18', 1000000000000000000n],
  ['1e19', 'exponent', '10e18', 10000000000000000000n],
  ['1e21', 'exponent', '1e21', 1000000000000000000000n],
  ['1e30', 'exponent', '1e30', 1000000000000000000000000000000n],
  ['0e5', 'exponent', '0', 0n],
  ['1e4294967296', 'exponent', '1e4294967296', 1n],
  ['1e-4294967295', 'exponent', '10', 10n],
  ['9223372036854775807', 'decimal', '9223372036854775807', 9223372036854775807n],
  ['9223372036854775808', 'decimal', '9223372036854775808', 9223372036854775808n],
  ['18446744073709551616', 'decimal', '18446744073709551616', 18446744073709551616n],
  ['123456789012345678901234567890', 'decimal', '123456789012345678901234567890', 123456789012345678901234567890n],
  ['1234567890123456789m', 'decimal', '1234567890123456789m', 1234567890123457n],
  ['100000000000000000000n', 'decimal', '100G', 100000000000n],
  ['1000000', 'decimal', '1M', 1000000n],
  ['1000001', 'decimal', '1000001', 1000001n],
  ['500000m', 'decimal', '500', 500n],
  ['8Ki', 'binary', '8Ki', 8192n],
  ['9Ki', 'binary', '9Ki', 9216n],
  ['16Gi', 'binary', '16Gi', 17179869184n],
  ['17Gi', 'binary', '17Gi', 18253611008n],
];

/** Texts that apimachinery refuses, and which of its errors it gives. */
// biome-ignore format: one quantity a line
const refused: readonly (readonly [text: string, problem: QuantityProblem])[] = [
  ['Pi', 'number'],
  ['Ei', 'number'],
  ['+Pi', 'number'],
  ['.Pi', 'number'],
  ['e-12', 'number'],
  ['.e-12', 'number'],
  ['', 'empty'],
  ['1..5', 'format'],
  ['1.2.3', 'format'],
  ['1,5', 'format'],
  ['1_0', 'format'],
  ['0x10', 'format'],
  ['10GB', 'format'],
  ['10gb', 'format'],
  ['10gi', 'format'],
  ['10 Gi', 'format'],
  ['10GiB', 'format'],
  ['10Go', 'format'],
  ['1Ki1', 'suffix'],
  ['1k3', 'suffix'],
  ['1KiM', 'suffix'],
  ['1Kii', 'suffix'],
  ['10K', 'suffix'],
  ['10g', 'format'],
  ['10KI', 'format'],
  ['10i', 'suffix'],
  ['1e', 'suffix'],
  ['1e+', 'suffix'],
  ['1e-', 'suffix'],
  ['1eE5', 'suffix'],
  ['1e5.5', 'format'],
  ['1e9223372036854775808', 'suffix'],
  ['1e-9223372036854775809', 'suffix'],
  ['++1', 'suffix'],
  ['+-1', 'suffix'],
  ['1-', 'suffix'],
  ['1+', 'suffix'],
  ['1-1', 'suffix'],
  ['abc', 'format'],
  ['NaN', 'format'],
  ['Inf', 'format'],
  ['1\u00a0Gi', 'format'],
  ['１', 'format'],
  ['1Gi.', 'format'],
  ['--', 'suffix'],
  ['0x', 'format'],
  ['1ee5', 'suffix'],
  ['Mi1', 'suffix'],
  ['i', 'suffix'],
  ['1mi', 'suffix'],
  ['1ki', 'suffix'],
];

for (const [text, format, stored, value] of accepted) {
  test(`"${text}" is a quantity and stored as "${stored}"`, () => {
    const quantity = parseQuantity(text);
    assert.ok(quantity);
    assert.equal(quantity.format, format);
    assert.equal(quantity.stored, stored);
    assert.equal(wholeValue(quantity), value);
    assert.equal(quantityProblem(text), undefined);
  });
}

for (const [text, problem] of refused) {
  test(`"${text}" is refused: ${problem}`, () => {
    assert.equal(parseQuantity(text), undefined);
    assert.equal(quantityProblem(text), problem);
  });
}

test('a suffix beyond E is written as an exponent', () => {
  assert.equal(canonicalText(parseQuantity('1000E')!), '1e21');
});

test('blanks around a quantity are allowed, tabs and line breaks are not', () => {
  assert.equal(parseQuantity('  10Gi ')?.stored, '10Gi');
  assert.equal(parseQuantity('\u00a010Gi')?.stored, '10Gi');
  assert.equal(quantityProblem('10Gi\n'), 'format');
  assert.equal(quantityProblem('\t10Gi'), 'format');
  assert.equal(quantityProblem('   '), 'empty');
});

test('exponents of billions cost nothing', () => {
  const huge = parseQuantity('12345678901234567890e1000000000')!;
  const tiny = parseQuantity('12345678901234567890123e-2147483000')!;
  assert.equal(huge.stored, '123456789012345678900e999999999');
  assert.equal(tiny.stored, '1e-9');
  assert.ok(compareQuantities(huge, parseQuantity('100Ei')!) > 0);
  assert.ok(compareQuantities(tiny, huge) < 0);
  assert.equal(String(wholeValue(huge)).length, 420);
});

test('whole values and signs', () => {
  assert.equal(isWhole(parseQuantity('1500m')!), false);
  assert.equal(isWhole(parseQuantity('2000m')!), true);
  assert.equal(isWhole(parseQuantity('1.5Gi')!), true);
  assert.equal(isWhole(parseQuantity('0.1Ki')!), false);
  assert.deepEqual(
    ['-1', '0', '1n'].map((text) => signOf(parseQuantity(text)!)),
    [-1, 0, 1],
  );
});

test('sizes in words', () => {
  const bytes = (text: string): bigint => wholeValue(parseQuantity(text)!);
  assert.equal(toBinaryText(bytes('10Gi')), '10Gi');
  assert.equal(toDecimalText(bytes('10Gi')), '10.74 GB');
  assert.equal(toBinaryText(bytes('10G')), '9.31Gi');
  assert.equal(toDecimalText(bytes('10G')), '10 GB');
  assert.equal(toBinaryText(bytes('1536Mi')), '1.5Gi');
  assert.equal(toBinaryText(1023n), '1023');
  assert.equal(toDecimalText(999n), '999 bytes');
  assert.equal(toDecimalText(999_999n), '1 MB');
  assert.equal(toBinaryText(2n ** 30n - 1n), '1Gi');
  assert.equal(toBinaryText(-(2n ** 30n)), '-1Gi');
  assert.equal(toBinaryText(0n), '0');
  assert.equal(toBinaryText(5000n * 2n ** 60n), '5000Ei');
});

const suffix = fc.constantFrom(
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'e3',
  'e-3',
  'E6',
);
const digits = fc.stringMatching(/^[0-9]{1,6}$/);
const anyQuantity = fc
  .tuple(fc.constantFrom('', '-', '+'), digits, fc.option(digits, { nil: undefined }), suffix)
  .map(([sign, whole, fraction, unit]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${unit}`);

test('the canonical spelling means the same, and is its own canonical spelling', () => {
  fc.assert(
    fc.property(anyQuantity, (text) => {
      const quantity = parseQuantity(text)!;
      const again = parseQuantity(canonicalText(quantity))!;
      assert.equal(compareQuantities(quantity, again), 0);
      assert.equal(canonicalText(again), canonicalText(quantity));
      assert.equal(compareQuantities(parseQuantity(quantity.stored)!, quantity), 0);
    }),
  );
});

test('quantities are ordered as their exact values', () => {
  const nanos = (text: string): bigint => {
    const { unscaled, exponent } = parseQuantity(text)!;
    return unscaled * 10n ** BigInt(exponent + 9);
  };
  fc.assert(
    fc.property(anyQuantity, anyQuantity, (a, b) => {
      const expected = nanos(a) < nanos(b) ? -1 : nanos(a) > nanos(b) ? 1 : 0;
      assert.equal(Math.sign(compareQuantities(parseQuantity(a)!, parseQuantity(b)!)), expected);
    }),
  );
});

test('no text makes the parser throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(parseQuantity(text) === undefined, quantityProblem(text) !== undefined);
    }),
  );
});
