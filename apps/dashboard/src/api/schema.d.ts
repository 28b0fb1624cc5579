/** Made of the OpenAPI document by `pnpm generate`. */

export type paths = {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this browser is signed in to
         * @description What this browser is signed in to. Wants no token.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign this browser in to a project, with an API token or a link's code; other projects stay signed in
         * @description Sign this browser in to a project, with an API token or a link's code; other projects stay signed in. Wants no token.
         */
        post: operations["postSession"];
        /**
         * Sign this browser out of everything
         * @description Sign this browser out of everything. Wants no token.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The project that the token belongs to
         * @description The project that the token belongs to. A viewer's token is enough.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the project; exports to come follow it
         * @description Change the project; exports to come follow it. Wants an admin's token.
         */
        patch: operations["patchProject"];
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The regions a project can be in, and where its buckets should be
         * @description The regions a project can be in, and where its buckets should be. A viewer's token is enough.
         */
        get: operations["getRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events that can be exported
         * @description The events that can be exported. A viewer's token is enough.
         */
        get: operations["getEventNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All connections, oldest first
         * @description All connections, oldest first. A viewer's token is enough.
         */
        get: operations["getConnections"];
        put?: never;
        /**
         * Make a connection to a bucket
         * @description Make a connection to a bucket. Wants an admin's token.
         */
        post: operations["postConnections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One connection, without its secrets
         * @description One connection, without its secrets. A viewer's token is enough.
         */
        get: operations["getConnectionsId"];
        put?: never;
        post?: never;
        /**
         * Delete a connection and its secrets; refused while an export uses it
         * @description Delete a connection and its secrets; refused while an export uses it. Wants an admin's token.
         */
        delete: operations["deleteConnectionsId"];
        options?: never;
        head?: never;
        /**
         * Change a connection for runs to come
         * @description Change a connection for runs to come. Wants an admin's token.
         */
        patch: operations["patchConnectionsId"];
        trace?: never;
    };
    "/v1/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try ListBucket and PutObject with the connection's credentials
         * @description Try ListBucket and PutObject with the connection's credentials. Wants an admin's token.
         */
        post: operations["postConnectionsIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try ListBucket and PutObject with credentials before they are kept
         * @description Try ListBucket and PutObject with credentials before they are kept. Wants an admin's token.
         */
        post: operations["postConnectionsTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policies that the access key's user or the role needs, ready to paste
         * @description The policies that the access key's user or the role needs, ready to paste. A viewer's token is enough.
         */
        get: operations["getConnectionsIdPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an export would deliver, without creating it
         * @description What an export would deliver, without creating it. A viewer's token is enough.
         */
        post: operations["postExportsEstimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The activity log, newest first
         * @description The activity log, newest first. A viewer's token is enough.
         */
        get: operations["getExports"];
        put?: never;
        /**
         * Create an export: one time, started at once, or recurring
         * @description Create an export: one time, started at once, or recurring. Wants an admin's token.
         */
        post: operations["postExports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The first records of an export as its first object would hold them, without creating it
         * @description The first records of an export as its first object would hold them, without creating it. A viewer's token is enough.
         */
        post: operations["postExportsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports that somebody should look at: failing, late, or stopped by themselves
         * @description Exports that somebody should look at: failing, late, or stopped by themselves. A viewer's token is enough.
         */
        get: operations["getExportsAttention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens in the activity log, as server-sent events
         * @description `hello` first. `exports` has exports that were made or changed, as the list shows them, or says with `reload` that too many were. `progress` has all runs that have not ended, each a RunProgress with recordsPerSecond and secondsLeft. `attention` has an Attention. Comments keep the connection alive; who comes back with the id of the last event gets what has changed since. A viewer's token is enough.
         */
        get: operations["getExportsEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One export with its latest run
         * @description One export with its latest run. A viewer's token is enough.
         */
        get: operations["getExportsRequestId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a recurring export from its next run on
         * @description Change a recurring export from its next run on. Wants an admin's token.
         */
        patch: operations["patchExportsRequestId"];
        trace?: never;
    };
    "/v1/exports/{requestId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an export; its run ends within seconds
         * @description Stop an export; its run ends within seconds. Wants an admin's token.
         */
        post: operations["postExportsRequestIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an export that has ended out of the log's way; it is kept, and shown to who asks for it
         * @description Put an export that has ended out of the log's way; it is kept, and shown to who asks for it. Wants an admin's token.
         */
        post: operations["postExportsRequestIdArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show an archived export in the log again
         * @description Show an archived export in the log again. Wants an admin's token.
         */
        post: operations["postExportsRequestIdUnarchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a stopped recurring export, from its last run (nothing is left out) or from now
         * @description Resume a stopped recurring export, from its last run (nothing is left out) or from now. Wants an admin's token.
         */
        post: operations["postExportsRequestIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an export covers: its windows, what has become of each, and the one to come
         * @description What an export covers: its windows, what has become of each, and the one to come. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdWindows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An export's runs, newest first
         * @description An export's runs, newest first. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs/{runTimestamp}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run and what happened to it
         * @description One run and what happened to it. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdRunsRunTimestamp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs/{runTimestamp}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a Failed or Stopped run, with the same plan and the same keys
         * @description Go on with a Failed or Stopped run, with the same plan and the same keys. Wants an admin's token.
         */
        post: operations["postExportsRequestIdRunsRunTimestampRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The runs of all exports, newest first
         * @description What failed in the last day: `status=Failed` and an `endedFrom` of a day ago. A viewer's token is enough.
         */
        get: operations["getRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a run has put into the bucket so far, in file order
         * @description What a run has put into the bucket so far, in file order. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs/{runTimestamp}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a run has put into the bucket so far, in file order
         * @description What a run has put into the bucket so far, in file order. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdRunsRunTimestampObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The manifest, byte for byte as it is in the bucket
         * @description The manifest, byte for byte as it is in the bucket. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs/{runTimestamp}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The manifest, byte for byte as it is in the bucket
         * @description The manifest, byte for byte as it is in the bucket. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdRunsRunTimestampManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run's progress as server-sent events
         * @description `progress` whenever it changes, the present state first, and `done` at the end; the data of both is a RunProgress. An event's id names the state it tells of, and comments keep the connection alive. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{requestId}/runs/{runTimestamp}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run's progress as server-sent events
         * @description `progress` whenever it changes, the present state first, and `done` at the end; the data of both is a RunProgress. An event's id names the state it tells of, and comments keep the connection alive. A viewer's token is enough.
         */
        get: operations["getExportsRequestIdRunsRunTimestampProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a code that signs a browser in once, as whoever the token is, within a quarter of an hour
         * @description Make a code that signs a browser in once, as whoever the token is, within a quarter of an hour. A viewer's token is enough.
         */
        post: operations["postSignInCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The project's API tokens, oldest first, without their texts
         * @description The project's API tokens, oldest first, without their texts. A viewer's token is enough.
         */
        get: operations["getTokens"];
        put?: never;
        /**
         * Make an API token for this project; the answer has its text, this once
         * @description Make an API token for this project; the answer has its text, this once. Wants an admin's token.
         */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One API token, without its text
         * @description One API token, without its text. A viewer's token is enough.
         */
        get: operations["getTokensId"];
        put?: never;
        post?: never;
        /**
         * Revoke an API token: the very next request with it is refused. It may be the token that asks
         * @description Revoke an API token: the very next request with it is refused. It may be the token that asks. Wants an admin's token.
         */
        delete: operations["deleteTokensId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a user's events and profiles out of the lake
         * @description What was loaded before the request leaves the lake within minutes: all records whose profile has this `identity` or lists it among `all_identities`, or has this `objectId`. Runs that are planned already may still deliver them. Wants an admin's token.
         */
        delete: operations["deleteUsersIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forget-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked for users to be forgotten, when, and how many records that were; newest first
         * @description Who asked for users to be forgotten, when, and how many records that were; newest first. A viewer's token is enough.
         */
        get: operations["getForgetRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forget-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One request to forget a user
         * @description One request to forget a user. A viewer's token is enough.
         */
        get: operations["getForgetRequestsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All webhooks, oldest first
         * @description All webhooks, oldest first. A viewer's token is enough.
         */
        get: operations["getWebhooks"];
        put?: never;
        /**
         * Have a URL told when runs end; the answer has the signing secret, this once
         * @description Have a URL told when runs end; the answer has the signing secret, this once. Wants an admin's token.
         */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook, without its secret
         * @description One webhook, without its secret. A viewer's token is enough.
         */
        get: operations["getWebhooksId"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook, its secret and its log; what was not delivered yet is not delivered any more
         * @description Delete a webhook, its secret and its log; what was not delivered yet is not delivered any more. Wants an admin's token.
         */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        /**
         * Change a webhook, also for messages that are still to be delivered
         * @description Change a webhook, also for messages that are still to be delivered. Wants an admin's token.
         */
        patch: operations["patchWebhooksId"];
        trace?: never;
    };
    "/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll the signing secret; the one before signs beside it for 24 hours
         * @description Roll the signing secret; the one before signs beside it for 24 hours. Wants an admin's token.
         */
        post: operations["postWebhooksIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message of type webhook.test; the webhook's deliveries say how that went
         * @description Send a message of type webhook.test; the webhook's deliveries say how that went. Wants an admin's token.
         */
        post: operations["postWebhooksIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to a webhook, with every attempt, newest first
         * @description What was sent to a webhook, with every attempt, newest first. A viewer's token is enough.
         */
        get: operations["getWebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One message to a webhook, with its body and every attempt
         * @description One message to a webhook, with its body and every attempt. A viewer's token is enough.
         */
        get: operations["getWebhooksIdDeliveriesDeliveryId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again, now and under the same id, whatever became of it before
         * @description Send a message again, now and under the same id, whatever became of it before. Wants an admin's token.
         */
        post: operations["postWebhooksIdDeliveriesDeliveryIdRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description Whether the process answers. Wants no token.
         */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the API works, and what it misses; without Temporal it accepts exports that start later
         * @description Whether the API works, and what it misses; without Temporal it accepts exports that start later. Wants no token.
         */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters of the process and its requests, for Prometheus
         * @description Counters of the process and its requests, for Prometheus. Wants no token.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        SignIn: components["schemas"]["SignInByToken"] | components["schemas"]["SignInByCode"];
        SignInByToken: {
            /** @description An API token. */
            token: string;
        };
        SignInByCode: {
            /** @description Of a link that signs in once. */
            code: string;
        };
        ProjectChange: {
            name?: string;
            timeZone?: string;
            region?: components["schemas"]["ProjectRegion"];
            /** @description How far back a one-time export may reach. */
            lookbackDays?: number;
        };
        /** @enum {string} */
        ProjectRegion: "EU" | "IN" | "US" | "SG" | "SK";
        NewConnection: {
            /**
             * @default s3
             * @constant
             */
            provider: "s3";
            name: string;
            bucket: string;
            region: string;
            /**
             * @description Starts every key, as it is: no slash is added.
             * @default
             */
            prefix: string;
            /** @description An S3-compatible store's address, without the bucket; AWS when left out. */
            endpoint?: string | null;
            /** @description `https://host/bucket` instead of `https://bucket.host`; by default for every endpoint but AWS. */
            pathStyle?: boolean;
            /** @description By default what the bucket's owner has set. */
            encryption?: components["schemas"]["Encryption"];
            /** @description Write-only: no answer ever has them. */
            credentials: components["schemas"]["Credentials"];
        };
        Encryption: components["schemas"]["BucketDefault"] | components["schemas"]["SseS3"] | components["schemas"]["SseKms"];
        BucketDefault: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "none";
        };
        SseS3: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sse-s3";
        };
        SseKms: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sse-kms";
            /** @description A KMS key's ARN or id, or an alias's ARN or name. */
            keyId: string;
            /** @description Asks KMS once for many objects; what the bucket's owner has set when left out. */
            bucketKey?: boolean;
        };
        AccessKey: {
            accessKeyId: string;
            secretAccessKey: string;
        };
        /** @description Assumed with the project's external id, which `GET /v1/project` has. */
        Role: {
            roleArn: string;
        };
        Credentials: components["schemas"]["AccessKey"] | components["schemas"]["Role"];
        ConnectionChange: {
            name?: string;
            bucket?: string;
            region?: string;
            prefix?: string;
            endpoint?: string | null;
            pathStyle?: boolean;
            encryption?: components["schemas"]["Encryption"];
            /** @description The next version. */
            credentials?: components["schemas"]["Credentials"];
        };
        ConnectionTrial: {
            /**
             * @default s3
             * @constant
             */
            provider: "s3";
            bucket: string;
            region: string;
            /**
             * @description Starts every key, as it is: no slash is added.
             * @default
             */
            prefix: string;
            /** @description An S3-compatible store's address, without the bucket; AWS when left out. */
            endpoint?: string | null;
            /** @description `https://host/bucket` instead of `https://bucket.host`; by default for every endpoint but AWS. */
            pathStyle?: boolean;
            /** @description By default what the bucket's owner has set. */
            encryption?: components["schemas"]["Encryption"];
            /** @description Write-only: no answer ever has them. */
            credentials: components["schemas"]["Credentials"];
        };
        NewExport: {
            /** @description For people; the activity log can be searched for it. */
            name?: string | null;
            format: components["schemas"]["Format"];
            connectionId: string;
            /** @description The events to export: for the type selectEvents, and for no other. */
            eventNames?: string[];
            /** @description For a recurring export, and for no other: it runs every so many hours. */
            everyHours?: number;
            /** @description The format's own options. json: eventId, jsonHeader; xml: eventId; csv: eventId, columnNames; parquet: eventId, parquetLayout, parquetContainer, columnNames */
            options?: components["schemas"]["ExportOptions"];
            type: components["schemas"]["ExportType"];
            /** @default oneTime */
            frequency: components["schemas"]["Frequency"];
            /**
             * Format: date-time
             * @description For a one-time export of events, and for no other: the window [from, to) on ts. Where it starts.
             */
            from?: string;
            /**
             * Format: date-time
             * @description For a one-time export of events, and for no other: the window [from, to) on ts. The instant before which it ends.
             */
            to?: string;
            /**
             * Format: date-time
             * @description For a recurring export of events: where its first window starts, on captured-at. By default now.
             */
            startFrom?: string;
        };
        /** @enum {string} */
        Format: "json" | "xml" | "csv" | "parquet";
        /** @enum {string} */
        ExportType: "allEvents" | "selectEvents" | "allProfiles";
        /** @enum {string} */
        Frequency: "oneTime" | "recurring";
        /**
         * @description Pending waits for its first or next run.
         * @enum {string}
         */
        ExportStatus: "Pending" | "Running" | "Done" | "Stopped" | "Failed";
        ExportChange: {
            /** @description For people; the activity log can be searched for it. */
            name?: string | null;
            format?: components["schemas"]["Format"];
            connectionId?: string;
            /** @description The events to export: for the type selectEvents, and for no other. */
            eventNames?: string[];
            /** @description For a recurring export, and for no other: it runs every so many hours. */
            everyHours?: number;
            /** @description The format's own options. json: eventId, jsonHeader; xml: eventId; csv: eventId, columnNames; parquet: eventId, parquetLayout, parquetContainer, columnNames */
            options?: components["schemas"]["ExportOptions"];
        };
        Resume: {
            /**
             * @description `lastRun` leaves nothing out; `now` skips what was captured since, and writes that down.
             * @enum {string}
             */
            from: "lastRun" | "now";
        };
        /** @enum {string} */
        RunStatus: "Pending" | "Running" | "Done" | "Stopped" | "Failed";
        NewToken: {
            name: string;
            /** @default viewer */
            role: components["schemas"]["TokenRole"];
            /**
             * Format: date-time
             * @description Lets nobody in from then on; null for a token that stays.
             */
            expiresAt?: string | null;
        };
        /**
         * @description A viewer's token reads; an admin's changes things, too.
         * @enum {string}
         */
        TokenRole: "admin" | "viewer";
        /**
         * @description The key of a profile that says whose it is.
         * @enum {string}
         */
        UserNamedBy: "identity" | "objectId";
        NewWebhook: {
            name: string;
            /** @description Where messages are posted to: https, and a public address. */
            url: string;
            /**
             * @default [
             *       "run.done",
             *       "run.failed",
             *       "run.stopped",
             *       "export.stopped"
             *     ]
             */
            eventTypes: components["schemas"]["WebhookEventType"][];
            /** @default true */
            enabled: boolean;
        };
        /** @enum {string} */
        WebhookEventType: "run.done" | "run.failed" | "run.stopped" | "export.stopped";
        WebhookChange: {
            name?: string;
            /** @description Where messages are posted to: https, and a public address. */
            url?: string;
            /** @description What it is told of. */
            eventTypes?: components["schemas"]["WebhookEventType"][];
            enabled?: boolean;
        };
        /** @enum {string} */
        DeliveryStatus: "Pending" | "Delivered" | "Failed";
        Session: {
            /** @description What this browser is signed in to, by name. */
            projects: components["schemas"]["SessionProject"][];
            /**
             * Format: date-time
             * @description When the session ends at the latest; it ends earlier after a day without use.
             */
            expiresAt: string;
            /** @description Temporal's page of the namespace that runs are in, with each workflow's below it; null when the operator has not said. */
            temporalUi: string | null;
        };
        SessionProject: {
            /** @description The account id; requests name it in the header `Sluice-Project`. */
            id: string;
            name: string;
            role: components["schemas"]["TokenRole"];
            /** @description The API token that this browser signed in with. */
            tokenId: string;
            tokenName: string;
        };
        Problem: {
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            /** @description In the user's words: what went wrong, where, and what to do. */
            detail: string;
            code: string;
            errors?: components["schemas"]["FieldError"][];
            /** @description Finds the request in the service's log; also in the answer's header `X-Request-Id`. */
            httpRequestId?: string;
        };
        FieldError: {
            /** @description RFC 6901, into the part of the request that `in` names: `/options/jsonHeader`. */
            pointer: string;
            /** @enum {string} */
            in: "body" | "query" | "header";
            code?: string;
            message: string;
        };
        SignedIn: {
            /** @description What this browser is signed in to, by name. */
            projects: components["schemas"]["SessionProject"][];
            /**
             * Format: date-time
             * @description When the session ends at the latest; it ends earlier after a day without use.
             */
            expiresAt: string;
            /** @description Temporal's page of the namespace that runs are in, with each workflow's below it; null when the operator has not said. */
            temporalUi: string | null;
            /** @description The project that was signed in to. */
            project: string;
        };
        Project: {
            /** @description The account id. */
            id: string;
            name: string;
            timeZone: string;
            region: components["schemas"]["ProjectRegion"];
            /** @description How far back a one-time export may reach. */
            lookbackDays: number;
            /** @description The AWS region that buckets of this project should have. */
            bucketRegion: string;
            /** @description What Sluice says when it assumes a role for this project; the role's trust policy has to ask for it. */
            externalId: string;
            /** @description Who assumes roles: the principal for trust policies. Null when Sluice's operator has not said. */
            awsPrincipal: string | null;
        };
        RegionList: {
            items: components["schemas"]["Region"][];
        };
        Region: {
            region: components["schemas"]["ProjectRegion"];
            bucketRegion: string;
            place: string;
        };
        EventNamePage: {
            items: components["schemas"]["EventName"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
            /** @description The days that volumes are of, by `ts` in the project's time zone, oldest first; null where not asked for. */
            days: string[] | null;
        };
        EventName: {
            name: string;
            /** Format: int64 */
            records: number;
            /** Format: date-time */
            firstTs: string;
            /** Format: date-time */
            lastTs: string;
            /** @description What happened in the last `days`; null where they were not asked for. */
            volume: components["schemas"]["EventVolume"] | null;
        };
        EventVolume: {
            /** Format: int64 */
            records: number;
            /** @description One figure for each of the answer's `days`. */
            perDay: number[];
        };
        Connection: {
            id: string;
            /** @constant */
            provider: "s3";
            name: string;
            bucket: string;
            region: string;
            prefix: string;
            endpoint: string | null;
            pathStyle: boolean;
            encryption: components["schemas"]["Encryption"];
            /** @description `AKIA…7Q`; null for a role. */
            accessKeyId: string | null;
            /** @description Null for an access key. */
            roleArn: string | null;
            /**
             * Format: int64
             * @description Counts from 1.
             */
            credentialVersion: number;
            /** Format: date-time */
            createdAt: string;
            warnings: components["schemas"]["Warning"][];
        };
        Warning: {
            code: string;
            message: string;
        };
        ConnectionPage: {
            items: components["schemas"]["Connection"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        ConnectionTest: {
            ok: boolean;
            checks: components["schemas"]["ConnectionCheck"][];
        };
        ConnectionCheck: {
            /** @enum {string} */
            action: "ListBucket" | "PutObject";
            ok: boolean;
            /** @description Null when the check went well. */
            error: components["schemas"]["StatedError"] | null;
        };
        StatedError: {
            code: string;
            message: string;
        };
        ConnectionPolicies: {
            bucket: string;
            prefix: string;
            /** @description What the access key's user, or the role, needs for the whole bucket. */
            policy: components["schemas"]["BucketPolicy"];
            /** @description The same for the connection's prefix alone; null without a prefix. */
            prefixPolicy: components["schemas"]["BucketPolicy"] | null;
            /** @description What it needs beside for the connection's KMS key; null unless objects are encrypted with one. */
            kmsPolicy: components["schemas"]["KmsPolicy"] | null;
            /** @description Lets Sluice, and that for this project alone, assume the role; null for an access key. */
            trustPolicy: components["schemas"]["TrustPolicy"] | null;
            /** @description The project's; null for an access key. */
            externalId: string | null;
        };
        BucketPolicy: {
            /** @constant */
            Version: "2012-10-17";
            readonly Statement: {
                Sid: string;
                /** @constant */
                Effect: "Allow";
                Action: string;
                Resource: string;
            }[];
        };
        KmsPolicy: {
            /** @constant */
            Version: "2012-10-17";
            readonly Statement: {
                Sid: string;
                /** @constant */
                Effect: "Allow";
                /** @constant */
                Action: "kms:GenerateDataKey";
                Resource: string;
                readonly Condition?: {
                    [key: string]: {
                        [key: string]: string;
                    };
                };
            }[];
        };
        TrustPolicy: {
            /** @constant */
            Version: "2012-10-17";
            readonly Statement: {
                Sid: string;
                /** @constant */
                Effect: "Allow";
                Principal: {
                    AWS: string;
                };
                /** @constant */
                Action: "sts:AssumeRole";
                readonly Condition: {
                    [key: string]: {
                        [key: string]: string;
                    };
                };
            }[];
        };
        Estimate: {
            /** @description Of the first run. */
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description When the first run starts; null for at once.
             */
            firstRunAt: string | null;
            /** @description What the figures are of: the window itself, or, where that lies ahead, as long a time before now. */
            measured: components["schemas"]["Window"];
            /** @description A profile export has one entry, without a name. */
            events: components["schemas"]["EstimatedEvent"][];
            totals: components["schemas"]["EstimatedTotals"];
            /**
             * Format: int64
             * @description How long a run of so many records may take, as the project's past runs went; null where it has none to judge by.
             */
            estimatedSeconds: number | null;
            /** @description The numbers that `firstKeys` begin with; an export created in another second has its own in their place. */
            ifCreatedNow: components["schemas"]["EstimatedIds"];
            /** @description The first objects, in their order, and the manifest. */
            firstKeys: components["schemas"]["EstimatedKey"][];
            manifestKey: string;
            warnings: components["schemas"]["Warning"][];
        };
        /** @enum {string} */
        Axis: "ts" | "capturedAt";
        /** @description The half-open range [from, to) that a run covers, on one axis. */
        Window: {
            axis: components["schemas"]["Axis"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        EstimatedEvent: {
            name: string | null;
            /** Format: int64 */
            records: number;
        };
        EstimatedTotals: {
            /** Format: int64 */
            records: number;
            /**
             * Format: int64
             * @description How many at least, without the manifest: what outgrows an object goes on in another.
             */
            objects: number;
            /**
             * Format: int64
             * @description JSON text in the source.
             */
            sourceBytes: number;
            /**
             * Format: int64
             * @description A rough guess at the stored bytes of all objects.
             */
            estimatedBytes: number;
        };
        /**
         * Format: int64
         * @description Names an export. Close to the epoch seconds of its creation; a burst of new exports runs ahead of the clock.
         * @example 1795487265
         */
        RequestId: number;
        /**
         * Format: int64
         * @description Names a run of an export: the epoch seconds it is scheduled for; a one-time export's run has the request id.
         * @example 1795487265
         */
        RunTimestamp: number;
        EstimatedIds: {
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
        };
        EstimatedKey: {
            eventName: string | null;
            key: string;
        };
        CreatedExport: {
            requestId: components["schemas"]["RequestId"];
            name: string | null;
            connection: components["schemas"]["NamedConnection"];
            type: components["schemas"]["ExportType"];
            frequency: components["schemas"]["Frequency"];
            format: components["schemas"]["Format"];
            options: components["schemas"]["ExportOptions"];
            /** @description Of the type selectEvents; null for the others. */
            eventNames: string[] | null;
            status: components["schemas"]["ExportStatus"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was put out of the log's way; null while it is shown there.
             */
            archivedAt: string | null;
            /** @description What all its runs have put into the bucket. */
            totals: components["schemas"]["ExportTotals"];
            /** @description The latest run, in progress or over; null before the first one. */
            lastRun: components["schemas"]["Run"] | null;
            /**
             * Format: date-time
             * @description When the next run starts, or a failed one is tried again; null when there is none to come.
             */
            nextRunAt: string | null;
            /**
             * Format: int64
             * @description Of a recurring export; null for a one-time one, whose window its run has.
             */
            everyHours: number | null;
            /**
             * Format: date-time
             * @description Where the first window of a recurring export starts, on captured-at; null for others and for profiles.
             */
            startFrom: string | null;
            /** @description When a recurring export was stopped, and why if it stopped itself; null while it goes on. */
            stopped: components["schemas"]["StoppedExport"] | null;
            warnings: components["schemas"]["Warning"][];
        };
        NamedConnection: {
            id: string;
            name: string;
        };
        ExportOptions: {
            eventId?: boolean;
            jsonHeader?: components["schemas"]["JsonHeader"];
            parquetLayout?: components["schemas"]["ParquetLayout"];
            parquetContainer?: components["schemas"]["ParquetContainer"];
            columnNames?: components["schemas"]["ColumnNames"];
        };
        /** @enum {string} */
        JsonHeader: "eventName" | "none";
        /** @enum {string} */
        ParquetLayout: "map" | "columns";
        /** @enum {string} */
        ParquetContainer: "gzip" | "none";
        /** @enum {string} */
        ColumnNames: "dotted" | "underscored";
        ExportTotals: {
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            objects: number;
            /** Format: int64 */
            bytes: number;
            /** Format: int64 */
            runs: number;
        };
        Run: {
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
            status: components["schemas"]["RunStatus"];
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description Records captured at or after this instant are not in the run; null before it is planned.
             */
            snapshot: string | null;
            /**
             * Format: int64
             * @description What the source counted at planning; null before.
             */
            expectedRecords: number | null;
            /** @description What is in the bucket so far. */
            totals: components["schemas"]["Totals"];
            /** @description What the run waits for, in words. */
            waiting: string | null;
            error: components["schemas"]["StatedError"] | null;
            manifestKey: string | null;
            /** @description Whether it ended so long ago that its objects, timeline, errors and manifest are not kept here any more. */
            isExpired: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
        };
        Totals: {
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            objects: number;
            /** Format: int64 */
            bytes: number;
        };
        StoppedExport: {
            /** Format: date-time */
            at: string;
            reason: components["schemas"]["StatedError"] | null;
        };
        ExportPage: {
            items: components["schemas"]["Export"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
            /** @description How many exports the filter finds on all pages. */
            totals: components["schemas"]["FoundExports"];
        };
        Export: {
            requestId: components["schemas"]["RequestId"];
            name: string | null;
            connection: components["schemas"]["NamedConnection"];
            type: components["schemas"]["ExportType"];
            frequency: components["schemas"]["Frequency"];
            format: components["schemas"]["Format"];
            options: components["schemas"]["ExportOptions"];
            /** @description Of the type selectEvents; null for the others. */
            eventNames: string[] | null;
            status: components["schemas"]["ExportStatus"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was put out of the log's way; null while it is shown there.
             */
            archivedAt: string | null;
            /** @description What all its runs have put into the bucket. */
            totals: components["schemas"]["ExportTotals"];
            /** @description The latest run, in progress or over; null before the first one. */
            lastRun: components["schemas"]["Run"] | null;
            /**
             * Format: date-time
             * @description When the next run starts, or a failed one is tried again; null when there is none to come.
             */
            nextRunAt: string | null;
            /**
             * Format: int64
             * @description Of a recurring export; null for a one-time one, whose window its run has.
             */
            everyHours: number | null;
            /**
             * Format: date-time
             * @description Where the first window of a recurring export starts, on captured-at; null for others and for profiles.
             */
            startFrom: string | null;
            /** @description When a recurring export was stopped, and why if it stopped itself; null while it goes on. */
            stopped: components["schemas"]["StoppedExport"] | null;
        };
        ExportCounts: {
            /** Format: int64 */
            Pending: number;
            /** Format: int64 */
            Running: number;
            /** Format: int64 */
            Done: number;
            /** Format: int64 */
            Stopped: number;
            /** Format: int64 */
            Failed: number;
        };
        FoundExports: {
            /** Format: int64 */
            exports: number;
            byStatus: components["schemas"]["ExportCounts"];
        };
        Preview: components["schemas"]["TextPreview"] | components["schemas"]["TablePreview"] | components["schemas"]["EmptyPreview"];
        TextPreview: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "text";
            /** @description Before it is compressed. */
            text: string;
            /** @description Where the records are from: the window itself, or, where that lies ahead, as long a time before now. */
            measured: components["schemas"]["Window"];
            /** @description Whose records they are; null for profiles. */
            eventName: string | null;
            /** @description The first object's name, if the export were created now. */
            key: string;
            /**
             * Format: int64
             * @description How many are shown.
             */
            records: number;
            /** @description Whether the run has more of this event than is shown. */
            truncated: boolean;
        };
        TablePreview: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "table";
            columns: string[];
            /** @description A cell for each column, as text. */
            rows: (string | null)[][];
            /** @description Where the records are from: the window itself, or, where that lies ahead, as long a time before now. */
            measured: components["schemas"]["Window"];
            /** @description Whose records they are; null for profiles. */
            eventName: string | null;
            /** @description The first object's name, if the export were created now. */
            key: string;
            /**
             * Format: int64
             * @description How many are shown.
             */
            records: number;
            /** @description Whether the run has more of this event than is shown. */
            truncated: boolean;
        };
        /** @description There is no record. */
        EmptyPreview: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "empty";
            /** @description Where the records are from: the window itself, or, where that lies ahead, as long a time before now. */
            measured: components["schemas"]["Window"];
        };
        Attention: {
            /** @description Whose last run failed, and since when; those that stopped are not among them. */
            failing: components["schemas"]["TroubledExports"];
            /** @description Whose run should have begun half an hour ago or earlier, and of which nothing has moved since; and when. */
            late: components["schemas"]["TroubledExports"];
            /** @description Recurring ones that stopped themselves after failing for days, and when. */
            stopped: components["schemas"]["TroubledExports"];
        };
        TroubledExport: {
            requestId: components["schemas"]["RequestId"];
            name: string | null;
            /** Format: date-time */
            since: string;
            /** @description Null for one that is late. */
            error: components["schemas"]["StatedError"] | null;
        };
        TroubledExports: {
            /**
             * Format: int64
             * @description How many there are in all.
             */
            count: number;
            /** @description The first of them. */
            items: components["schemas"]["TroubledExport"][];
        };
        WindowPage: {
            items: components["schemas"]["ExportWindow"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
            /** @description The window that follows the last one; null for a one-time export and for one that is stopped. */
            upcoming: components["schemas"]["UpcomingWindow"] | null;
        };
        ExportWindow: {
            window: components["schemas"]["Window"];
            state: components["schemas"]["WindowState"];
            /** @description The run that delivers it; null for one that was skipped before it had a run. */
            runTimestamp: components["schemas"]["RunTimestamp"] | null;
        };
        /**
         * @description What has become of the window: how its run is doing, or that it was left out on purpose.
         * @enum {string}
         */
        WindowState: "pending" | "running" | "done" | "failed" | "stopped" | "skipped";
        UpcomingWindow: {
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description When it is opened; later where a window before it has failed till then.
             */
            scheduledAt: string;
        };
        RunPage: {
            items: components["schemas"]["Run"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        RunDetails: {
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
            status: components["schemas"]["RunStatus"];
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description Records captured at or after this instant are not in the run; null before it is planned.
             */
            snapshot: string | null;
            /**
             * Format: int64
             * @description What the source counted at planning; null before.
             */
            expectedRecords: number | null;
            /** @description What is in the bucket so far. */
            totals: components["schemas"]["Totals"];
            /** @description What the run waits for, in words. */
            waiting: string | null;
            error: components["schemas"]["StatedError"] | null;
            manifestKey: string | null;
            /** @description Whether it ended so long ago that its objects, timeline, errors and manifest are not kept here any more. */
            isExpired: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description The manifest of the last run before it that is Done; null for a first run, and for a one-time export's. */
            previous: string | null;
            /** @description Windows between that run's and this one's that were left out on purpose, in order. */
            skipped: components["schemas"]["Window"][];
            /** @description What happened, oldest first; `text` is for people. */
            timeline: components["schemas"]["TimelineEntry"][];
            /** @description What its attempts met, also what a further attempt mended, in the order of their first time. */
            errors: components["schemas"]["RunError"][];
        };
        TimelineEntry: {
            /** Format: date-time */
            at: string;
            kind: string;
            detail: string | null;
            text: string;
        };
        RunError: {
            /**
             * Format: int64
             * @description Counts from 1; grows with every retry of the run.
             */
            execution: number;
            code: string;
            /** @description Of the last time. */
            message: string;
            /** Format: int64 */
            count: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
        };
        FoundRunPage: {
            items: components["schemas"]["FoundRun"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        FoundRun: {
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
            status: components["schemas"]["RunStatus"];
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description Records captured at or after this instant are not in the run; null before it is planned.
             */
            snapshot: string | null;
            /**
             * Format: int64
             * @description What the source counted at planning; null before.
             */
            expectedRecords: number | null;
            /** @description What is in the bucket so far. */
            totals: components["schemas"]["Totals"];
            /** @description What the run waits for, in words. */
            waiting: string | null;
            error: components["schemas"]["StatedError"] | null;
            manifestKey: string | null;
            /** @description Whether it ended so long ago that its objects, timeline, errors and manifest are not kept here any more. */
            isExpired: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            exportName: string | null;
            type: components["schemas"]["ExportType"];
            frequency: components["schemas"]["Frequency"];
            /** @description Of the run, whatever its export has by now. */
            format: components["schemas"]["Format"];
            /** @description Where it delivers to, whatever its export has by now. */
            connection: components["schemas"]["NamedConnection"];
        };
        ObjectPage: {
            items: components["schemas"]["DeliveredObject"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        DeliveredObject: {
            key: string;
            /** @description Null for profiles. */
            eventName: string | null;
            /** Format: int64 */
            databaseId: number;
            /** Format: int64 */
            fileIndex: number;
            /** Format: int64 */
            records: number;
            /**
             * Format: int64
             * @description Bytes as stored.
             */
            bytes: number;
            /** @description Lower-case hex of the bytes as stored. */
            sha256: string;
            /**
             * Format: date-time
             * @description The first and last `ts` of its events, or when the first and the last of its profiles were updated.
             */
            minTs: string;
            /** Format: date-time */
            maxTs: string;
        };
        Manifest: {
            /** @constant */
            version: 1;
            project: string;
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
            type: components["schemas"]["ExportType"];
            format: components["schemas"]["Format"];
            options: components["schemas"]["ExportOptions"];
            window: components["schemas"]["Window"];
            /**
             * Format: date-time
             * @description Records captured at or after this instant are not in the run.
             */
            snapshot: string;
            events: components["schemas"]["ManifestEvent"][];
            objects: components["schemas"]["DeliveredObject"][];
            totals: components["schemas"]["Totals"];
            /**
             * Format: int64
             * @description What the source counted at planning; equal to `totals.records`.
             */
            expectedRecords: number;
            /** @description Key of the preceding run's manifest, or null for the first. */
            previous: string | null;
            /**
             * @description Windows between the preceding run's and this one that were skipped on purpose, in order.
             * @default []
             */
            skipped: components["schemas"]["SkippedWindow"][];
            software: string;
        };
        ManifestEvent: {
            /** @description Null for profiles, of which there is one entry. */
            name: string | null;
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            objects: number;
            /** @description Keys with their section in front: `eventProps.Amount`; those of profiles by themselves. */
            schema: components["schemas"]["KeyTypes"][];
        };
        KeyTypes: {
            key: string;
            types: components["schemas"]["ValueType"][];
        };
        /** @enum {string} */
        ValueType: "null" | "boolean" | "integer" | "bigint" | "double" | "decimal" | "string" | "object" | "array";
        SkippedWindow: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        SignInCode: {
            /** @description Signs in once: the page opens with it as `/sign-in#CODE`. */
            code: string;
            /** Format: date-time */
            expiresAt: string;
        };
        TokenWithText: {
            id: string;
            name: string;
            role: components["schemas"]["TokenRole"];
            /** @description The token's last characters, by which its owner knows it again. */
            hint: string;
            /** @description The token or the command that made it. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute; null before its first use.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            revokedBy: string | null;
            /** @description What requests send. It is shown this once and kept nowhere. */
            token: string;
        };
        TokenList: {
            items: components["schemas"]["Token"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        Token: {
            id: string;
            name: string;
            role: components["schemas"]["TokenRole"];
            /** @description The token's last characters, by which its owner knows it again. */
            hint: string;
            /** @description The token or the command that made it. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute; null before its first use.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            revokedBy: string | null;
        };
        /** @description That a user was to be forgotten. It doesn't say who it was. */
        ForgetRequest: {
            id: string;
            status: components["schemas"]["ForgetStatus"];
            /** @description The token that asked. */
            requestedBy: string;
            /**
             * Format: date-time
             * @description Records that were loaded later are new data, and stay.
             */
            requestedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * Format: int64
             * @description How many events have left the lake; null before it is Done.
             */
            events: number | null;
            /**
             * Format: int64
             * @description How many states of the user have left the lake; null before it is Done.
             */
            profiles: number | null;
            /** @description Why it failed for good. */
            error: components["schemas"]["StatedError"] | null;
        };
        /**
         * @description Once it is Done, no export that is planned finds the user.
         * @enum {string}
         */
        ForgetStatus: "Pending" | "Running" | "Done" | "Failed";
        ForgetRequestPage: {
            items: components["schemas"]["ForgetRequest"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        WebhookWithSecret: {
            id: string;
            name: string;
            url: string;
            eventTypes: components["schemas"]["WebhookEventType"][];
            enabled: boolean;
            /**
             * Format: date-time
             * @description Until then messages are signed with the secret before the last one too; null when there is only one.
             */
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description `whsec_<base64>`, shown this once: null when the request is answered again for its Idempotency-Key. */
            secret: string | null;
        };
        WebhookPage: {
            items: components["schemas"]["Webhook"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        Webhook: {
            id: string;
            name: string;
            url: string;
            eventTypes: components["schemas"]["WebhookEventType"][];
            enabled: boolean;
            /**
             * Format: date-time
             * @description Until then messages are signed with the secret before the last one too; null when there is only one.
             */
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        WebhookDelivery: {
            /** @description The message's id: the header `webhook-id`. */
            id: string;
            webhookId: string;
            eventType: components["schemas"]["WebhookMessageType"];
            /** @description The run that it tells of; null in a test message. */
            run: components["schemas"]["RunAddress"] | null;
            status: components["schemas"]["DeliveryStatus"];
            /** @description Why it failed for good. */
            error: components["schemas"]["StatedError"] | null;
            /** @description Oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
        };
        /** @enum {string} */
        WebhookMessageType: "run.done" | "run.failed" | "run.stopped" | "export.stopped" | "webhook.test";
        RunAddress: {
            requestId: components["schemas"]["RequestId"];
            runTimestamp: components["schemas"]["RunTimestamp"];
        };
        WebhookAttempt: {
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description HTTP; null when no answer came.
             */
            responseStatus: number | null;
            error: components["schemas"]["StatedError"] | null;
            /** Format: int64 */
            durationMs: number;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Where the list goes on; null on its last page. */
            nextCursor: string | null;
        };
        WebhookDeliveryWithBody: {
            /** @description The message's id: the header `webhook-id`. */
            id: string;
            webhookId: string;
            eventType: components["schemas"]["WebhookMessageType"];
            /** @description The run that it tells of; null in a test message. */
            run: components["schemas"]["RunAddress"] | null;
            status: components["schemas"]["DeliveryStatus"];
            /** @description Why it failed for good. */
            error: components["schemas"]["StatedError"] | null;
            /** @description Oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description What is posted, to the byte: the text that the signature is over. */
            body: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type SignIn = components['schemas']['SignIn'];
export type SignInByToken = components['schemas']['SignInByToken'];
export type SignInByCode = components['schemas']['SignInByCode'];
export type ProjectChange = components['schemas']['ProjectChange'];
export type ProjectRegion = components['schemas']['ProjectRegion'];
export type NewConnection = components['schemas']['NewConnection'];
export type Encryption = components['schemas']['Encryption'];
export type BucketDefault = components['schemas']['BucketDefault'];
export type SseS3 = components['schemas']['SseS3'];
export type SseKms = components['schemas']['SseKms'];
export type AccessKey = components['schemas']['AccessKey'];
export type Role = components['schemas']['Role'];
export type Credentials = components['schemas']['Credentials'];
export type ConnectionChange = components['schemas']['ConnectionChange'];
export type ConnectionTrial = components['schemas']['ConnectionTrial'];
export type NewExport = components['schemas']['NewExport'];
export type Format = components['schemas']['Format'];
export type ExportType = components['schemas']['ExportType'];
export type Frequency = components['schemas']['Frequency'];
export type ExportStatus = components['schemas']['ExportStatus'];
export type ExportChange = components['schemas']['ExportChange'];
export type Resume = components['schemas']['Resume'];
export type RunStatus = components['schemas']['RunStatus'];
export type NewToken = components['schemas']['NewToken'];
export type TokenRole = components['schemas']['TokenRole'];
export type UserNamedBy = components['schemas']['UserNamedBy'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type WebhookEventType = components['schemas']['WebhookEventType'];
export type WebhookChange = components['schemas']['WebhookChange'];
export type DeliveryStatus = components['schemas']['DeliveryStatus'];
export type Session = components['schemas']['Session'];
export type SessionProject = components['schemas']['SessionProject'];
export type Problem = components['schemas']['Problem'];
export type FieldError = components['schemas']['FieldError'];
export type SignedIn = components['schemas']['SignedIn'];
export type Project = components['schemas']['Project'];
export type RegionList = components['schemas']['RegionList'];
export type Region = components['schemas']['Region'];
export type EventNamePage = components['schemas']['EventNamePage'];
export type EventName = components['schemas']['EventName'];
export type EventVolume = components['schemas']['EventVolume'];
export type Connection = components['schemas']['Connection'];
export type Warning = components['schemas']['Warning'];
export type ConnectionPage = components['schemas']['ConnectionPage'];
export type ConnectionTest = components['schemas']['ConnectionTest'];
export type ConnectionCheck = components['schemas']['ConnectionCheck'];
export type StatedError = components['schemas']['StatedError'];
export type ConnectionPolicies = components['schemas']['ConnectionPolicies'];
export type BucketPolicy = components['schemas']['BucketPolicy'];
export type KmsPolicy = components['schemas']['KmsPolicy'];
export type TrustPolicy = components['schemas']['TrustPolicy'];
export type Estimate = components['schemas']['Estimate'];
export type Axis = components['schemas']['Axis'];
export type Window = components['schemas']['Window'];
export type EstimatedEvent = components['schemas']['EstimatedEvent'];
export type EstimatedTotals = components['schemas']['EstimatedTotals'];
export type RequestId = components['schemas']['RequestId'];
export type RunTimestamp = components['schemas']['RunTimestamp'];
export type EstimatedIds = components['schemas']['EstimatedIds'];
export type EstimatedKey = components['schemas']['EstimatedKey'];
export type CreatedExport = components['schemas']['CreatedExport'];
export type NamedConnection = components['schemas']['NamedConnection'];
export type ExportOptions = components['schemas']['ExportOptions'];
export type JsonHeader = components['schemas']['JsonHeader'];
export type ParquetLayout = components['schemas']['ParquetLayout'];
export type ParquetContainer = components['schemas']['ParquetContainer'];
export type ColumnNames = components['schemas']['ColumnNames'];
export type ExportTotals = components['schemas']['ExportTotals'];
export type Run = components['schemas']['Run'];
export type Totals = components['schemas']['Totals'];
export type StoppedExport = components['schemas']['StoppedExport'];
export type ExportPage = components['schemas']['ExportPage'];
export type Export = components['schemas']['Export'];
export type ExportCounts = components['schemas']['ExportCounts'];
export type FoundExports = components['schemas']['FoundExports'];
export type Preview = components['schemas']['Preview'];
export type TextPreview = components['schemas']['TextPreview'];
export type TablePreview = components['schemas']['TablePreview'];
export type EmptyPreview = components['schemas']['EmptyPreview'];
export type Attention = components['schemas']['Attention'];
export type TroubledExport = components['schemas']['TroubledExport'];
export type TroubledExports = components['schemas']['TroubledExports'];
export type WindowPage = components['schemas']['WindowPage'];
export type ExportWindow = components['schemas']['ExportWindow'];
export type WindowState = components['schemas']['WindowState'];
export type UpcomingWindow = components['schemas']['UpcomingWindow'];
export type RunPage = components['schemas']['RunPage'];
export type RunDetails = components['schemas']['RunDetails'];
export type TimelineEntry = components['schemas']['TimelineEntry'];
export type RunError = components['schemas']['RunError'];
export type FoundRunPage = components['schemas']['FoundRunPage'];
export type FoundRun = components['schemas']['FoundRun'];
export type ObjectPage = components['schemas']['ObjectPage'];
export type DeliveredObject = components['schemas']['DeliveredObject'];
export type Manifest = components['schemas']['Manifest'];
export type ManifestEvent = components['schemas']['ManifestEvent'];
export type KeyTypes = components['schemas']['KeyTypes'];
export type ValueType = components['schemas']['ValueType'];
export type SkippedWindow = components['schemas']['SkippedWindow'];
export type SignInCode = components['schemas']['SignInCode'];
export type TokenWithText = components['schemas']['TokenWithText'];
export type TokenList = components['schemas']['TokenList'];
export type Token = components['schemas']['Token'];
export type ForgetRequest = components['schemas']['ForgetRequest'];
export type ForgetStatus = components['schemas']['ForgetStatus'];
export type ForgetRequestPage = components['schemas']['ForgetRequestPage'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type WebhookPage = components['schemas']['WebhookPage'];
export type Webhook = components['schemas']['Webhook'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookMessageType = components['schemas']['WebhookMessageType'];
export type RunAddress = components['schemas']['RunAddress'];
export type WebhookAttempt = components['schemas']['WebhookAttempt'];
export type WebhookDeliveryPage = components['schemas']['WebhookDeliveryPage'];
export type WebhookDeliveryWithBody = components['schemas']['WebhookDeliveryWithBody'];
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Who are you? (`auth.not_signed_in`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The session; its cookie comes along */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.invalid_token`, `auth.sign_in_link_spent`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.cross_origin`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not allowed (`auth.cross_origin`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectChange"];
            };
        };
        responses: {
            /** @description The project as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All regions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionList"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventNames: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only names that hold this text, in any case. */
                text?: string;
                /** @description Also how many records each event has on each of the last so many days; today is one of them. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventNamePage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`lake.damaged`, `internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnections: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of connections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConnections: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description The new connection */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`connection.name_taken`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConnectionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`connection.in_use`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchConnectionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description The connection as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`connection.name_taken`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConnectionsIdTest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What worked and what did not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`credentials.unknown_master_key`, `credentials.seal_broken`, `internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConnectionsTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionTrial"];
            };
        };
        responses: {
            /** @description What worked and what did not; nothing was kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectionsIdPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPolicies"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsEstimate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description Records, bytes and the first keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Estimate"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.profile_export_scheduled`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`export.from_too_old`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`lake.damaged`, `internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExports: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Any of these: `status=Failed&status=Stopped`. */
                status?: components["schemas"]["ExportStatus"][];
                /** @description Any of these. */
                type?: components["schemas"]["ExportType"][];
                /** @description Any of these. */
                format?: components["schemas"]["Format"][];
                frequency?: components["schemas"]["Frequency"];
                connectionId?: string;
                /** @description Whether archived exports are left out, are all there is, or are shown with the others. */
                archived?: "exclude" | "only" | "include";
                /** @description Latest first: by when they were created, or by their last run, those without one at the end. */
                sort?: "created" | "lastRun";
                /** @description Created at this instant or later. */
                createdFrom?: string;
                /** @description Created before this instant. */
                createdTo?: string;
                /** @description Part of the export's or its connection's name, or of the request id. */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of exports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExports: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description The new export */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedExport"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.profile_export_scheduled`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`export.from_too_old`, `idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description The first records, by an encoder of the format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.profile_export_scheduled`, `preview.too_large`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`export.from_too_old`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`lake.damaged`, `internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`encoder.unavailable`, `encoder.busy`, `preview.too_late`, `queue.unavailable`, `store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsAttention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many there are, and the first of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attention"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event of a stream before this one: what has changed since is sent. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchExportsRequestId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportChange"];
            };
        };
        responses: {
            /** @description The export as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedExport"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.not_recurring`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsRequestIdStop: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export, ending or ended */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.not_running`, `export.already_stopped`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`temporal.unavailable`, `store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsRequestIdArchive: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export, archived */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.still_going`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsRequestIdUnarchive: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export, not archived */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsRequestIdResume: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resume"];
            };
        };
        responses: {
            /** @description The export, waiting for its next run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`connection.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`export.not_recurring`, `export.not_stopped`, `export.still_stopping`, `export.profile_export_scheduled`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdWindows: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Which windows come first. */
                order?: "newest" | "oldest";
                /** @description Only windows that end after this instant. */
                from?: string;
                /** @description Only windows that start before this instant. */
                to?: string;
            };
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of windows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdRuns: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdRunsRunTimestamp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
                runTimestamp: components["schemas"]["RunTimestamp"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetails"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`, `run.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsRequestIdRunsRunTimestampRetry: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
                runTimestamp: components["schemas"]["RunTimestamp"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run, waiting to go on */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`export.not_found`, `request.unknown_path`, `run.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`run.not_retryable`, `run.window_skipped`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not kept any more (`run.expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuns: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Any of these: `status=Failed&status=Stopped`. */
                status?: components["schemas"]["RunStatus"][];
                /** @description Any of these. */
                format?: components["schemas"]["Format"][];
                requestId?: components["schemas"]["RequestId"];
                /** @description Those that deliver there. */
                connectionId?: string;
                /** @description Begun at this instant or later. */
                startedFrom?: string;
                /** @description Begun before this instant. */
                startedTo?: string;
                /** @description Over since this instant or a later one. */
                endedFrom?: string;
                /** @description Over since before this instant. */
                endedTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundRunPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdObjects: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not kept any more (`run.expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdRunsRunTimestampObjects: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
                runTimestamp: components["schemas"]["RunTimestamp"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not kept any more (`run.expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `run.no_manifest`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not kept any more (`run.expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdRunsRunTimestampManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: components["schemas"]["RequestId"];
                runTimestamp: components["schemas"]["RunTimestamp"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `run.no_manifest`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not kept any more (`run.expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdProgress: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event of a stream before this one: only what is new since is sent. */
                "Last-Event-ID"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events with a RunProgress each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The event with this Last-Event-ID was `done`: there is nothing to come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequestIdRunsRunTimestampProgress: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event of a stream before this one: only what is new since is sent. */
                "Last-Event-ID"?: string;
            };
            path: {
                requestId: components["schemas"]["RequestId"];
                runTimestamp: components["schemas"]["RunTimestamp"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events with a RunProgress each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The event with this Last-Event-ID was `done`: there is nothing to come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`run.not_found`, `export.not_found`, `request.unknown_path`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSignInCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInCode"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTokens: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The new token */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithText"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`token.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lets nobody in any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`token.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUsersIdentity: {
        parameters: {
            query?: {
                by?: components["schemas"]["UserNamedBy"];
            };
            header?: never;
            path: {
                /** @description Of the user, percent-encoded. */
                identity: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request, which will be worked off */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgetRequest"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getForgetRequests: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgetRequestPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getForgetRequestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgetRequest"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`forget.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The new webhook */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`webhook.name_taken`, `webhook.too_many`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`webhook.url_refused`, `idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description The webhook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request cannot be read (`request.malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`webhook.name_taken`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large (`request.too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not JSON (`request.unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`webhook.url_refused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdSecret: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook with its new secret, this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdTest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which has begun */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`webhook.disabled`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdDeliveries: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                status?: components["schemas"]["DeliveryStatus"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description The request cannot be read (`request.bad_cursor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdDeliveriesDeliveryId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryWithBody"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`, `webhook.delivery_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdDeliveriesDeliveryIdRedeliver: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, begun again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Who are you? (`auth.missing_token`, `auth.invalid_token`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed (`auth.forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found (`webhook.not_found`, `webhook.delivery_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible as things are (`webhook.disabled`, `idempotency.in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request has mistakes (`idempotency.key_reused`, `request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`auth.too_many_wrong_tokens`, `request.rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sluice failed (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something Sluice needs is away (`store.unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        ok: true;
                    };
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready: boolean;
                        degraded: boolean;
                        missing: string[];
                        parts: {
                            postgresql: boolean;
                            temporal: boolean;
                            lake: boolean;
                        } & {
                            [key: string]: boolean;
                        };
                    };
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PostgreSQL does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready: boolean;
                        degraded: boolean;
                        missing: string[];
                        parts: {
                            postgresql: boolean;
                            temporal: boolean;
                            lake: boolean;
                        } & {
                            [key: string]: boolean;
                        };
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request has mistakes (`request.invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
