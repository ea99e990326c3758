package parley.content.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/// Pictures as real encoders write them, and what people hide in them.
final class Pictures {
    /// What must never come out again.
    static final String CANARY = "CANARY-51.5007N";

    private static final String JPEG_FORMAT = "javax_imageio_jpeg_image_1.0";

    private Pictures() {}

    /// A picture of this type of [BufferedImage], the same each time.
    static BufferedImage drawn(int type, int width, int height) {
        var image = new BufferedImage(width, height, type);
        var random = new SplittableRandom(7);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                int noise = random.nextInt(64);
                image.setRGB(x, y, (x * 5 + noise) << 24 | (y * 7) << 16 | (x * y) << 8 | noise);
            }
        }
        return image;
    }

    static byte[] baseline() {
        return jpeg(drawn(BufferedImage.TYPE_INT_RGB, 40, 24), false, 0);
    }

    static byte[] progressive() {
        return jpeg(drawn(BufferedImage.TYPE_INT_RGB, 40, 24), true, 0);
    }

    /// @param restarts after how many blocks a restart marker is set; 0 for none
    static byte[] jpeg(BufferedImage image, boolean progressive, int restarts) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setProgressiveMode(
                progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), how);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            if (restarts > 0) {
                addRestarts(metadata, restarts);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), how);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] png(int type, boolean interlaced) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var how = writer.getDefaultWriteParam();
        how.setProgressiveMode(
                interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(drawn(type, 20, 12), null, null), how);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] png() {
        return png(BufferedImage.TYPE_INT_ARGB, false);
    }

    static byte[] clean(byte[] raw) throws IOException {
        try (var image = CleanImage.of(new ByteArrayInputStream(raw))) {
            return image.readAllBytes();
        }
    }

    /// The samples as they are stored in the file, before any conversion of colours.
    static Raster samples(byte[] jpeg) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in);
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    static BufferedImage shown(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    static byte[] segment(int marker, String... parts) {
        return segment(marker, bytes(String.join("", parts)));
    }

    static byte[] segment(int marker, byte[] body) {
        return ByteBuffer.allocate(body.length + 4)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body)
                .array();
    }

    static byte[] chunk(String type, String body) {
        return chunk(type, bytes(body));
    }

    static byte[] chunk(String type, byte[] body) {
        var crc = new CRC32();
        crc.update(type.getBytes(US_ASCII));
        crc.update(body);
        return ByteBuffer.allocate(body.length + 12)
                .putInt(body.length)
                .put(type.getBytes(US_ASCII))
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    /// One character for each byte.
    static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] insert(byte[] file, int place, byte[]... parts) {
        return join(
                Arrays.copyOf(file, place),
                join(parts),
                Arrays.copyOfRange(file, place, file.length));
    }

    /// Where the marker is first, in a picture that has it.
    static int marker(byte[] jpeg, int marker) {
        int at = text(jpeg).indexOf("\u00FF" + (char) marker);
        if (at < 0) {
            throw new AssertionError("no marker " + marker);
        }
        return at;
    }

    /// Where the first chunk of this type is, in a picture that has it.
    static int place(byte[] png, String type) {
        int at = text(png).indexOf(type);
        if (at < 0) {
            throw new AssertionError("no chunk " + type);
        }
        return at - 4;
    }

    private static void addRestarts(IIOMetadata metadata, int blocks) throws IOException {
        var tree = metadata.getAsTree(JPEG_FORMAT);
        var node = new IIOMetadataNode("dri");
        node.setAttribute("interval", Integer.toString(blocks));
        var sequence = tree.getLastChild();
        sequence.insertBefore(node, sequence.getFirstChild());
        metadata.setFromTree(JPEG_FORMAT, tree);
    }
}
