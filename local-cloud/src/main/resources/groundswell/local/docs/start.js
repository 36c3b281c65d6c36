// The validator would send the description to another address.
SwaggerUIBundle({
  url: "/docs/openapi.yaml",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
