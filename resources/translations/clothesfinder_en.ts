<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ConnectDialog</name>
    <message numerus="yes">
        <source>The test passed. “{}” is in the database, with %Ln pictures: this folder joins it.</source>
        <translation>
            <numerusform>The test passed. “{}” is in the database, with %Ln picture: this folder joins it.</numerusform>
            <numerusform>The test passed. “{}” is in the database, with %Ln pictures: this folder joins it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The test passed. This collection of the original scripts (%Ln documents) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</source>
        <translation>
            <numerusform>The test passed. This collection of the original scripts (%Ln document) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</numerusform>
            <numerusform>The test passed. This collection of the original scripts (%Ln documents) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add to it what &amp;only the index on this computer holds (of %Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>Add to it what &amp;only the index on this computer holds (of %Ln picture, about {} MB)</numerusform>
            <numerusform>Add to it what &amp;only the index on this computer holds (of %Ln pictures, about {} MB)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Co&amp;py the index on this computer there (%Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>Co&amp;py the index on this computer there (%Ln picture, about {} MB)</numerusform>
            <numerusform>Co&amp;py the index on this computer there (%Ln pictures, about {} MB)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>Remove %Ln pictures from “{}”?</source>
        <translation>
            <numerusform>Remove %Ln picture from “{}”?</numerusform>
            <numerusform>Remove %Ln pictures from “{}”?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln indexed</source>
        <translation>
            <numerusform>%Ln indexed</numerusform>
            <numerusform>%Ln indexed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done by another computer</source>
        <translation>
            <numerusform>%Ln done by another computer</numerusform>
            <numerusform>%Ln done by another computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unchanged</numerusform>
            <numerusform>%Ln unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln moved</numerusform>
            <numerusform>%Ln moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln removed</numerusform>
            <numerusform>%Ln removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln could not be read</numerusform>
            <numerusform>%Ln could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not in this folder (kept)</source>
        <translation>
            <numerusform>%Ln not in this folder (kept)</numerusform>
            <numerusform>%Ln not in this folder (kept)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Happened</name>
    <message numerus="yes">
        <source>%Ln pictures can be searched</source>
        <translation>
            <numerusform>%Ln picture can be searched</numerusform>
            <numerusform>%Ln pictures can be searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them duplicates</source>
        <translation>
            <numerusform>%Ln of them a duplicate</numerusform>
            <numerusform>%Ln of them duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message numerus="yes">
        <source>“{}”: {} of %Ln pictures</source>
        <translation>
            <numerusform>“{}”: {} of %Ln picture</numerusform>
            <numerusform>“{}”: {} of %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharingActions</name>
    <message numerus="yes">
        <source>The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared.</source>
        <translation>
            <numerusform>The index is in MongoDB: %Ln picture was copied and {} were there; {} were compared.</numerusform>
            <numerusform>The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gallery is converted: %Ln pictures are in it, and {} of them were compared. The original collection is as it was.</source>
        <translation>
            <numerusform>The gallery is converted: %Ln picture is in it, and {} of them were compared. The original collection is as it was.</numerusform>
            <numerusform>The gallery is converted: %Ln pictures are in it, and {} of them were compared. The original collection is as it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Small thumbnails of %Ln pictures are shared in the database.</source>
        <translation>
            <numerusform>A small thumbnail of %Ln picture is shared in the database.</numerusform>
            <numerusform>Small thumbnails of %Ln pictures are shared in the database.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be made: those pictures are not here, or have changed since.</source>
        <translation>
            <numerusform>%Ln could not be made: that picture is not here, or has changed since.</numerusform>
            <numerusform>%Ln could not be made: those pictures are not here, or have changed since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerifiedView</name>
    <message numerus="yes">
        <source>… and %Ln more pictures.</source>
        <translation>
            <numerusform>… and %Ln more picture.</numerusform>
            <numerusform>… and %Ln more pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message numerus="yes">
        <source>{}: {} of %Ln pictures</source>
        <translation>
            <numerusform>{}: {} of %Ln picture</numerusform>
            <numerusform>{}: {} of %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchView</name>
    <message numerus="yes">
        <source>%Ln new pictures could not be read.</source>
        <translation>
            <numerusform>%Ln new picture could not be read.</numerusform>
            <numerusform>%Ln new pictures could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message numerus="yes">
        <source>looking for pictures, %Ln found</source>
        <translation>
            <numerusform>looking for pictures, %Ln found</numerusform>
            <numerusform>looking for pictures, %Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln pictures</source>
        <translation>
            <numerusform>{} of %Ln picture</numerusform>
            <numerusform>{} of %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln could not be read</numerusform>
            <numerusform>%Ln could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
</context>
</TS>
