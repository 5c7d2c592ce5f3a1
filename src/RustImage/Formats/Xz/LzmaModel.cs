namespace RustImage.Formats.Xz;

/// <summary>The layout of the array that holds all probabilities of LZMA: the index at which each set begins.</summary>
internal static class LzmaModel
{
    public const int States = 12;

    /// <summary>The first state after a match. In the states below, the last symbol was a literal.</summary>
    public const int FirstMatchState = 7;

    public const int MaximumPositionStates = 16;
    public const int ShortestMatch = 2;

    public const int IsMatch = 0;
    public const int IsRep = IsMatch + (States * MaximumPositionStates);
    public const int IsRep0Long = IsRep + States;
    public const int IsRepG0 = IsRep0Long + (States * MaximumPositionStates);
    public const int IsRepG1 = IsRepG0 + States;
    public const int IsRepG2 = IsRepG1 + States;
    public const int DistanceSlot = IsRepG2 + States;
    public const int DistanceSpecial = DistanceSlot + (4 * 64);
    public const int DistanceAlign = DistanceSpecial + 128;
    public const int MatchLength = DistanceAlign + 16;
    public const int RepLength = MatchLength + LengthSize;
    public const int Literal = RepLength + LengthSize;

    /// <summary>The number of probabilities of one literal coder: 0x100 for plain literals, 0x200 for literals after a match.</summary>
    public const int LiteralSize = 0x300;

    // A length coder: two choices, 8 short and 8 middle lengths for each position state, and 256 long lengths.
    public const int LengthChoice = 0;
    public const int LengthChoice2 = 1;
    public const int LengthLow = 2;
    public const int LengthMiddle = LengthLow + (MaximumPositionStates * 8);
    public const int LengthHigh = LengthMiddle + (MaximumPositionStates * 8);
    public const int LengthSize = LengthHigh + 256;

    /// <param name="literalBits">lc + lp: at most 4 in LZMA2.</param>
    public static int Size(int literalBits) => Literal + (LiteralSize << literalBits);
}
