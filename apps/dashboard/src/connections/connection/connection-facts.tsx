import type { Connection } from "../../api/schema.d.ts";
import { connectionTexts } from "../../texts/connections.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { count } from "../../ui/figures.ts";
import { Instant } from "../../ui/instant.tsx";

const texts = connectionTexts.facts;

export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const { bucket, prefix, region, endpoint, pathStyle, accessKeyId, roleArn, encryption } = connection;
  return (
    <Facts>
      <Fact name={texts.bucket}>
        <Copyable text={bucket} label={`bucket ${bucket}`} />
      </Fact>
      <Fact name={texts.prefix}>{prefix === "" ? texts.none : <code>{prefix}</code>}</Fact>
      <Fact name={texts.region}>
        <code>{region}</code>
      </Fact>
      <Fact name={texts.endpoint}>{endpoint === null ? texts.aws : <code>{endpoint}</code>}</Fact>
      {endpoint !== null && <Fact name={texts.addressing}>{pathStyle ? texts.path : texts.host}</Fact>}
      {roleArn === null ? (
        <Fact name={texts.key}>
          <code>{accessKeyId}</code>
        </Fact>
      ) : (
        <Fact name={texts.role}>
          <Copyable text={roleArn} label={`role ${roleArn}`} />
        </Fact>
      )}
      <Fact name={texts.version}>{count(connection.credentialVersion)}</Fact>
      <Fact name={texts.encryption}>
        {connectionTexts.encryption[encryption.type].title}
        {encryption.type === "sse-kms" && <code> {encryption.keyId}</code>}
      </Fact>
      <Fact name={texts.made}>
        <Instant at={connection.createdAt} />
      </Fact>
    </Facts>
  );
}
