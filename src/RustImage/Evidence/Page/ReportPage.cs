namespace RustImage.Evidence.Page;

public static class ReportPage
{
    public static string Write(ImageReport report) => report.Names[0];
}
