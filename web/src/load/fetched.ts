// A file of the page. What goes wrong names the file.

export async function fetched(address: URL): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address.href);
  } catch (reason) {
    throw new Error(`${address.href} could not be fetched: ${(reason as Error).message}`);
  }
  if (!answer.ok) throw new Error(`${address.href} answered ${answer.status} ${answer.statusText}`);
  return answer;
}
