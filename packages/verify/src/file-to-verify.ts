/** A file that was chosen or dropped. */
export interface FileToVerify {
  /** Its way below what was dropped, with slashes; its name alone where nothing else is known. */
  readonly path: string;
  readonly file: Blob;
}

/** A file as a file input or a drop has it; of a folder it says its way. Called on the page: workers get only the bytes. */
export function fileToVerify(
  file: Blob & { readonly name: string; readonly webkitRelativePath?: string },
): FileToVerify {
  return { path: file.webkitRelativePath || file.name, file };
}
