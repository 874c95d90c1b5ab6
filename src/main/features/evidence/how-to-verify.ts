/** HOW-TO-VERIFY.txt: the same text in every bundle. The commands are run as they stand by an integration test. */
export const HOW_TO_VERIFY = `CÁCH KIỂM TRA GÓI BẰNG CHỨNG NÀY
================================

Cách nhanh: với chương trình Minh Chứng trên bất kỳ máy nào (không cần cơ sở dữ liệu, không cần mạng):

    minh-chung verify GÓI.zip

Cách độc lập, chỉ dùng công cụ có sẵn của Linux (giải nén gói vào một thư mục trống rồi chạy trong thư mục đó):

1. Không tệp nào bị sửa sau khi đóng gói: xem lệnh [1]. Mọi dòng phải là OK.
2. Bản kê manifest.json do trạm ghi hình ký (Ed25519, RFC 7515 chữ ký tách rời): xem lệnh [2].
   Phải in ra "Signature Verified Successfully".
   Đối chiếu "kid" trong phần đầu chữ ký với dấu khóa mà trạm đã công bố: nếu khác, gói do người khác ký.
3. Hình ảnh là bản trích nguyên vẹn: lệnh [3] in SHA-256 của từng khung hình đúng như đã ghi. Với mỗi nhóm khung hình,
   SHA-256 của các mã băm ấy (dạng nhị phân, nối liền nhau; các luồng theo số thứ tự, mỗi luồng theo thứ tự giải mã)
   bằng "digest" của nhóm trong manifest.json; đường Merkle "inclusionPath" (RFC 6962) dẫn từ "digest" tới "root" mà
   trạm đã niêm phong khi khép đoạn ghi.

"requested" là khoảng thời gian được yêu cầu; "actual" là khoảng thực có trong tệp: luôn gồm trọn các nhóm khung hình,
không cắt giấu khung nào. "gaps" là những phần không có hình và nguyên nhân. Giờ trong bản kê là giờ của trạm, UTC+7.


HOW TO VERIFY THIS EVIDENCE BUNDLE
==================================

The short way, with Minh Chung on any machine (no database, no network):

    minh-chung verify BUNDLE.zip

The independent way, with common Linux tools alone (unpack into an empty folder and run there):

[1] No file was altered after packing. Every line must say OK.

    sha256sum --strict -c SHA256SUMS

[2] manifest.json was signed by the recording station (Ed25519, RFC 7515 detached). The last line must print
    "Signature Verified Successfully". Compare "kid" in the header with the key thumbprint (RFC 7638) that the station
    has published: another one means that somebody else signed.

    HEADER=$(cut -d. -f1 manifest.jws)
    decode() { tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d; }
    printf '%s' "$HEADER" | decode > header.json; cat header.json; echo
    KEY=$(sed 's/.*"x":"\\([^"]*\\)".*/\\1/' header.json)
    { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; printf '%s' "$KEY" | decode; } > key.der
    printf '%s.%s' "$HEADER" "$(base64 -w0 manifest.json | tr '/+' '_-' | tr -d '=')" > signed.txt
    cut -d. -f3 manifest.jws | decode > signature.bin
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed.txt -sigfile signature.bin

[3] The pictures are an unaltered excerpt. This prints the SHA-256 of each coded sample as it was recorded:

    ffmpeg -v error -i clip.mp4 -map 0 -c copy -f framehash -hash sha256 -

    For each keyframe group the SHA-256 over those digests (binary, joined; tracks by number, each in decode order)
    is the group's "digest" in manifest.json, and its Merkle path "inclusionPath" (RFC 6962) leads from there to the
    "root" that the station sealed when it closed the segment.

"requested" is the range that was asked for, "actual" what the file holds: always whole keyframe groups, with nothing
hidden before the cut. "gaps" are the parts without footage and their causes. Times are the station's clock, UTC+7.
`
