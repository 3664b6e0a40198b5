/** Draws `count` integers between 1 and 12, the same ones for the same seed. */
export function draw(count: number, seed = 7): number[] {
  const numbers: number[] = [];
  for (let state = seed; numbers.length < count; ) {
    state = (state * 48_271) % 2_147_483_647;
    numbers.push((state % 12) + 1);
  }
  return numbers;
}

/** Squares a number. */
export async function square(x: number): Promise<number> {
  return x * x;
}

/** Adds numbers up. */
export function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Says something aloud. */
export function notify(text: string): void {
  console.log(text);
}
