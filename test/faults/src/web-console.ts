import { type StoreFront, storeFront } from "./store-front.ts";

/** Stands before a store and says to some objects what a web console says to everything: 200 and a page. */
export function webConsole(storeEndpoint: string, isItsOwn: (path: string) => boolean): Promise<StoreFront> {
  return storeFront(storeEndpoint, (request, response, pass) => {
    if (request.method !== "PUT" || !isItsOwn(request.url ?? "")) return pass();
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Console</title>");
    });
  });
}
