package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/// S3's XML, written element by element.
final class Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newInstance();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter writer;

  private Xml() throws XMLStreamException {
    writer = OUTPUT.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
  }

  interface Content {
    void write(Xml xml) throws XMLStreamException;
  }

  /// An error has no namespace.
  static String error(Content content) {
    return document("Error", false, content);
  }

  static String document(String root, Content content) {
    return document(root, true, content);
  }

  private static String document(String root, boolean inNamespace, Content content) {
    try {
      var xml = new Xml();
      xml.writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writer.writeStartElement(root);
      if (inNamespace) xml.writer.writeDefaultNamespace(NAMESPACE);
      content.write(xml);
      xml.writer.writeEndDocument();
      xml.writer.flush();
      return xml.bytes.toString(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + root, e);
    }
  }

  Xml text(String element, Object value) throws XMLStreamException {
    writer.writeStartElement(element);
    writer.writeCharacters(value.toString());
    writer.writeEndElement();
    return this;
  }

  Xml nested(String element, Content content) throws XMLStreamException {
    writer.writeStartElement(element);
    content.write(this);
    writer.writeEndElement();
    return this;
  }

  /// A reader for a request's body, which resolves no entities.
  static XMLStreamReader reader(InputStream in) {
    var input = XMLInputFactory.newInstance();
    input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return input.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw malformed();
    }
  }

  /// The texts of an element's children, by name. The reader is at the start of the element.
  static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
    var fields = new LinkedHashMap<String, String>();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      fields.put(reader.getLocalName(), reader.getElementText());
    }
    return fields;
  }

  static S3Exception malformed() {
    return new S3Exception(
        Code.MALFORMED_XML,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }
}
