/// Settings: what each tenant decides for itself.
@org.jspecify.annotations.NullMarked
package groundswell.domain.settings;
