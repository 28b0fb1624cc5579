import { type ReactNode, useEffect } from "react";
import { type DropItem, DropZone, FileTrigger, Text } from "react-aria-components";
import { verifyTexts } from "../texts/verify.ts";
import { Button } from "../ui/button.tsx";
import styles from "./verify.module.css";

interface DropFilesProps {
  readonly isBusy: boolean;
  readonly onDrop: (items: readonly DropItem[]) => void;
  readonly onChoose: (files: FileList) => void;
  /** In place of the words, while it is busy. */
  readonly children: ReactNode;
}

export function DropFiles({ isBusy, onDrop, onChoose, children }: DropFilesProps) {
  useNoOtherDrops();
  const choose = (files: FileList | null): void => {
    if (files && files.length > 0) onChoose(files);
  };
  return (
    <DropZone
      className={styles.zoneOfFiles}
      aria-label={verifyTexts.dropZone}
      isDisabled={isBusy}
      getDropOperation={() => "copy"}
      onDrop={({ items }) => onDrop(items)}
    >
      {({ isDropTarget }) =>
        isBusy ? (
          children
        ) : (
          <>
            <Text slot="label" className={styles.drop}>
              {isDropTarget ? verifyTexts.dropNow : verifyTexts.drop}
            </Text>
            <p className={styles.muted}>{verifyTexts.dropHelp}</p>
            <div className={styles.buttons}>
              <FileTrigger allowsMultiple onSelect={choose}>
                <Button kind="primary">{verifyTexts.chooseFiles}</Button>
              </FileTrigger>
              <FileTrigger acceptDirectory onSelect={choose}>
                <Button>{verifyTexts.chooseFolder}</Button>
              </FileTrigger>
            </div>
          </>
        )
      }
    </DropZone>
  );
}

/** A file that misses the place is not opened in place of this page. */
function useNoOtherDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent): void => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
}
