// Uses a client that was generated from the API's own OpenAPI document, from a connection to a manifest.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

type order struct {
	URL, Token                                string
	Bucket, Region, Prefix, Endpoint          string
	AccessKeyID, SecretAccessKey, From, Until string
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	var wanted order
	if err := json.NewDecoder(os.Stdin).Decode(&wanted); err != nil {
		return err
	}
	withToken := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+wanted.Token)
		return nil
	}
	api, err := NewClientWithResponses(wanted.URL, WithRequestEditorFn(withToken))
	if err != nil {
		return err
	}

	var credentials Credentials
	key := AccessKey{AccessKeyId: wanted.AccessKeyID, SecretAccessKey: wanted.SecretAccessKey}
	if err := credentials.FromAccessKey(key); err != nil {
		return err
	}
	made, err := api.PostConnectionsWithResponse(ctx, nil, NewConnection{
		Name: "Made in Go", Bucket: wanted.Bucket, Region: wanted.Region,
		Prefix: &wanted.Prefix, Endpoint: &wanted.Endpoint, Credentials: credentials,
	})
	if err != nil {
		return err
	}
	if made.JSON201 == nil {
		return fmt.Errorf("connection: %s %s", made.Status(), made.Body)
	}

	from, err := time.Parse(time.RFC3339, wanted.From)
	if err != nil {
		return err
	}
	to, err := time.Parse(time.RFC3339, wanted.Until)
	if err != nil {
		return err
	}
	created, err := api.PostExportsWithResponse(ctx, nil, NewExport{
		ConnectionId: made.JSON201.Id, Type: AllEvents, Format: Csv, From: &from, To: &to,
	})
	if err != nil {
		return err
	}
	if created.JSON201 == nil {
		return fmt.Errorf("export: %s %s", created.Status(), created.Body)
	}

	for {
		found, err := api.GetExportsRequestIdWithResponse(ctx, created.JSON201.RequestId)
		if err != nil {
			return err
		}
		if found.JSON200 == nil || found.JSON200.Status == ExportStatusFailed {
			return fmt.Errorf("export: %s %s", found.Status(), found.Body)
		}
		if found.JSON200.Status == ExportStatusDone {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}

	delivered, err := api.GetExportsRequestIdManifestWithResponse(ctx, created.JSON201.RequestId)
	if err != nil {
		return err
	}
	if delivered.JSON200 == nil {
		return fmt.Errorf("manifest: %s %s", delivered.Status(), delivered.Body)
	}
	return json.NewEncoder(os.Stdout).Encode(delivered.JSON200.Totals)
}
