package groundswell.local.template;

/// What `Ref` and `GetAtt` give for a name.
interface References {
  String ref(String name, int line);

  String attribute(String logicalId, String attribute, int line);
}
