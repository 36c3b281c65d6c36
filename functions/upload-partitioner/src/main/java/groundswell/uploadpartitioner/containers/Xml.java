package groundswell.uploadpartitioner.containers;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A part of a workbook, read element by element. Names are those without a namespace, because
/// workbooks come in two of them (ISO/IEC 29500, transitional and strict).
final class Xml {
  private final Part part;
  private final XMLStreamReader reader;

  private Xml(Part part) throws XMLStreamException {
    this.part = part;
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    reader = factory.createXMLStreamReader((InputStream) part);
  }

  static Xml of(Part part) {
    try {
      return new Xml(part);
    } catch (XMLStreamException e) {
      throw damaged();
    }
  }

  /// Moves to the next beginning or end of an element.
  ///
  /// @return false at the end
  boolean next() {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
          return true;
      }
      return false;
    } catch (XMLStreamException e) {
      throw damaged();
    }
  }

  boolean begins(String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  boolean ends(String name) {
    return reader.isEndElement() && reader.getLocalName().equals(name);
  }

  Optional<String> attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++)
      if (reader.getAttributeLocalName(i).equals(name))
        return Optional.of(reader.getAttributeValue(i));
    return Optional.empty();
  }

  /// The text of the element that begins here. Moves to its end.
  String text() {
    try {
      return reader.getElementText();
    } catch (XMLStreamException e) {
      throw damaged();
    }
  }

  /// Whether an attribute says yes.
  static boolean isTrue(String value) {
    return value.equals("1") || value.equals("true");
  }

  /// From here a new piece is counted.
  void beginPiece() {
    part.beginPiece();
  }

  static FileRefused damaged() {
    return new FileRefused(
        FileError.DAMAGED_WORKBOOK,
        "the workbook is damaged: a part of it cannot be read. Open it in a spreadsheet, save it"
            + " again as .xlsx or CSV, and upload it");
  }
}
