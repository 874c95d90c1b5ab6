/**
 * The middle one of the first `count` values, of two middle ones the larger; NaN for none. Puts the values into another
 * order: this runs forty times for each picture, and sorting all of them took a quarter of the whole analysis.
 */
export function upperMedian(values: Float32Array, count: number): number {
  if (count === 0) return Number.NaN
  const middle = count >> 1
  let [from, to] = [0, count - 1]
  while (from < to) {
    const pivot = values[(from + to) >> 1] ?? 0
    let [left, right] = [from, to]
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1
      while ((values[right] ?? 0) > pivot) right -= 1
      if (left > right) break
      const swapped = values[left] ?? 0
      values[left] = values[right] ?? 0
      values[right] = swapped
      left += 1
      right -= 1
    }
    if (middle <= right) to = right
    else if (middle >= left) from = left
    else break
  }
  return values[middle] ?? Number.NaN
}
