package groundswell.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads times on the command line.
final class MomentConverter implements ITypeConverter<Moment> {
  @Override
  public Moment convert(String text) {
    try {
      return Moment.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
