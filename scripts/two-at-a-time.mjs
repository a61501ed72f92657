/** Does something with each of the items, two at a time: the tools for wasm are single-threaded. */
export async function twoAtATime(items, act) {
  const rest = [...items];
  const work = async () => {
    while (rest.length > 0) await act(rest.shift());
  };
  await Promise.all([work(), work()]);
}
